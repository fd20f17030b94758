import { Field } from '../../../controls/field';
import { Select } from '../../../controls/select';
import type { Variable } from '../../../variables/variable';

interface RepeatPickerProps {
  readonly variables: readonly Variable[];
  /** Empty: not repeated. */
  readonly value: string;
  readonly onChange: (variable: string) => void;
}

/** What stands for no variable: controls have no use for the empty text. */
const NONE = '$none';
const WITHOUT_VALUES: ReadonlySet<string> = new Set(['adhoc', 'groupby', 'textbox', 'constant']);

/** For which variable's values something is repeated. */
export function RepeatPicker({ variables, value, onChange }: RepeatPickerProps) {
  const fitting = variables.filter(({ type }) => !WITHOUT_VALUES.has(type));
  return (
    <Field label="Repeat for each value of">
      {() => (
        <Select
          label="Repeat for each value of"
          options={[
            { value: NONE, label: 'Not repeated' },
            ...fitting.map(({ name, label }) => ({ value: name, label: label || name })),
          ]}
          value={value || NONE}
          onChange={(next) => onChange(next === NONE ? '' : next)}
        />
      )}
    </Field>
  );
}
