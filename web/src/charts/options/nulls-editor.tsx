import type { StandardEditorProps } from '@grafana/data';
import { Field, TextInput } from '../../controls/field';
import { Segments } from '../../controls/segments';

type Choice = 'never' | 'always' | 'threshold';

const CHOICES: readonly { readonly value: Choice; readonly label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'always', label: 'Always' },
  { value: 'threshold', label: 'Threshold' },
];

/** ms: where a threshold begins when it is chosen. */
const FIRST_THRESHOLD = 3_600_000;

/** `spanNulls` and `insertNulls`: false, true, or a number of ms. */
export function NullsEditor({ value, onChange, item }: StandardEditorProps<boolean | number | undefined>) {
  const choice: Choice = typeof value === 'number' ? 'threshold' : value === true ? 'always' : 'never';
  const choose = (next: Choice) => onChange(next === 'threshold' ? FIRST_THRESHOLD : next === 'always');
  return (
    <>
      <Segments label={item.name} options={CHOICES} value={choice} onChange={choose} />
      {typeof value === 'number' && (
        <Field label="Threshold, ms">
          {(id) => (
            <TextInput
              id={id}
              type="number"
              min={0}
              value={value}
              onChange={({ target }) => !Number.isNaN(target.valueAsNumber) && onChange(target.valueAsNumber)}
            />
          )}
        </Field>
      )}
    </>
  );
}
