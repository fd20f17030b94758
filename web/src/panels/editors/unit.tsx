import { getValueFormats, type StandardEditorProps } from '@grafana/data';
import { Picker } from '../../controls/picker';

const UNITS = getValueFormats().flatMap(({ text: category, submenu = [] }) =>
  submenu.map(({ text, value }) => ({ value, label: text, note: category })),
);

/** A unit of Grafana's, or any text of one's own (`suffix:req`). */
export default function UnitEditor({ value, onChange, item }: StandardEditorProps<string | undefined>) {
  return (
    <Picker
      label={item.name}
      options={UNITS}
      value={value}
      allowOther
      onChange={(unit) => onChange(unit === '' || unit === value ? undefined : unit)}
    />
  );
}
