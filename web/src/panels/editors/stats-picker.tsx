import { fieldReducers, type StandardEditorProps, type StatsPickerConfigSettings } from '@grafana/data';
import { Picker } from '../../controls/picker';

type Props = StandardEditorProps<string[] | undefined, StatsPickerConfigSettings>;

/** Calculations over a field's values. */
export default function StatsPickerEditor({ value = [], onChange, item }: Props) {
  const options = fieldReducers.list().map(({ id, name }) => ({ value: id, label: name }));
  if (item.settings?.allowMultiple) {
    return <Picker multiple label={item.name} options={options} value={value} onChange={onChange} />;
  }
  return <Picker label={item.name} options={options} value={value[0]} onChange={(id) => onChange([id])} />;
}
