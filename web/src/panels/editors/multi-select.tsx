import type { SelectFieldConfigSettings, StandardEditorProps } from '@grafana/data';
import { Picker } from '../../controls/picker';
import { useChoices } from './choices';

/** Some of a list. */
export default function MultiSelectEditor({
  value = [],
  onChange,
  item,
  context,
}: StandardEditorProps<unknown[], SelectFieldConfigSettings<unknown>>) {
  const { options, keyOf, fromKey } = useChoices(item.settings, context);
  return (
    <Picker
      multiple
      label={item.name}
      options={options}
      value={value.map(keyOf)}
      allowOther={item.settings?.allowCustomValue ?? false}
      onChange={(keys) => onChange(keys.map(fromKey))}
    />
  );
}
