import type { SelectFieldConfigSettings, StandardEditorProps } from '@grafana/data';
import { Segments } from '../../controls/segments';
import { Select } from '../../controls/select';
import { useChoices } from './choices';

/** More than so many do not stand side by side. */
const MOST_SEGMENTS = 5;

/** One of a few, all in sight. */
export default function RadioEditor({
  value,
  onChange,
  item,
  context,
}: StandardEditorProps<unknown, SelectFieldConfigSettings<unknown>>) {
  const { options, keyOf, fromKey } = useChoices(item.settings, context);
  const shared = { label: item.name, options, value: keyOf(value), onChange: (key: string) => onChange(fromKey(key)) };
  return options.length > MOST_SEGMENTS ? <Select {...shared} /> : <Segments {...shared} />;
}
