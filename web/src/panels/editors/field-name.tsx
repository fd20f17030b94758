import { type FieldNamePickerConfigSettings, getFieldDisplayName, type StandardEditorProps } from '@grafana/data';
import { Picker } from '../../controls/picker';

type Props = StandardEditorProps<string | undefined, FieldNamePickerConfigSettings>;

/** One of the data's fields. */
export default function FieldNameEditor({ value, onChange, item, context }: Props) {
  const filter = item.settings?.filter;
  const names = context.data.flatMap((frame) =>
    frame.fields
      .filter((field) => filter === undefined || filter(field))
      .map((field) => getFieldDisplayName(field, frame, context.data)),
  );
  const options = [...new Set(names)].map((name) => ({ value: name, label: name }));
  return <Picker label={item.name} options={options} value={value} onChange={onChange} allowOther />;
}
