import type { SelectFieldConfigSettings, StandardEditorProps } from '@grafana/data';
import { Picker } from '../../controls/picker';
import { Select } from '../../controls/select';
import { useChoices } from './choices';

/** One of a list; also what is typed where the option allows it. */
export default function SelectEditor({
  value,
  onChange,
  item,
  context,
}: StandardEditorProps<unknown, SelectFieldConfigSettings<unknown>>) {
  const { options, keyOf, fromKey } = useChoices(item.settings, context);
  const shared = { label: item.name, options, onChange: (key: string) => onChange(fromKey(key)) };
  const key = value === undefined ? undefined : keyOf(value);
  return item.settings?.allowCustomValue ? (
    <Picker {...shared} value={key} allowOther />
  ) : (
    <Select {...shared} value={key} />
  );
}
