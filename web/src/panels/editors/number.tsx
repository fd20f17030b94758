import type { NumberFieldConfigSettings, StandardEditorProps } from '@grafana/data';
import { TextInput } from '../../controls/field';

type Props = StandardEditorProps<number | undefined, NumberFieldConfigSettings>;

/** A number; empty for none. */
export default function NumberEditor({ value, onChange, item, id }: Props) {
  const { placeholder, min, max, step, integer = false } = item.settings ?? {};
  return (
    <TextInput
      id={id}
      type="number"
      aria-label={item.name}
      value={value ?? ''}
      placeholder={placeholder}
      min={min}
      max={max}
      step={step ?? (integer ? 1 : 'any')}
      onChange={({ target }) => {
        const next = target.valueAsNumber;
        onChange(Number.isNaN(next) ? undefined : integer ? Math.round(next) : next);
      }}
    />
  );
}
