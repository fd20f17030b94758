import type { StandardEditorProps } from '@grafana/data';
import { Picker } from '../../controls/picker';
import { COLOR_OPTIONS } from './color-options';

/** A named colour, or any that CSS knows. */
export default function ColorEditor({ value, onChange, item }: StandardEditorProps<string | undefined>) {
  return <Picker label={item.name} options={COLOR_OPTIONS} value={value} onChange={onChange} allowOther />;
}
