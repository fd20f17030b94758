import { TextInput } from '../../../../controls/field';
import { Select } from '../../../../controls/select';
import { type Json, objectOf, textOf } from '../../../model/json';
import styles from '../panel-editor.module.css';

/** How values are compared, with how many numbers: Grafana's evaluators. */
const COMPARISONS: readonly (readonly [type: string, label: string, numbers: 0 | 1 | 2])[] = [
  ['gt', 'is above', 1],
  ['lt', 'is below', 1],
  ['gte', 'is at least', 1],
  ['lte', 'is at most', 1],
  ['eq', 'is equal to', 1],
  ['ne', 'is not equal to', 1],
  ['within_range', 'is within', 2],
  ['outside_range', 'is outside of', 2],
  ['within_range_included', 'is within, ends included', 2],
  ['outside_range_included', 'is outside of, ends included', 2],
];
const WITHOUT_NUMBER = ['no_value', 'has no value', 0] as const;

interface ComparisonProps {
  /** The accessible name begins with it. */
  readonly label: string;
  /** `{type, params}` as dashboards have it. */
  readonly evaluator: unknown;
  /** Whether it may ask for what has no value. */
  readonly takesNone?: boolean;
  readonly onChange: (evaluator: Json) => void;
}

/** What a value must be: above 5, within 1 and 2. */
export function Comparison({ label, evaluator, takesNone = false, onChange }: ComparisonProps) {
  const { type, params } = objectOf(evaluator);
  const all = takesNone ? [...COMPARISONS, WITHOUT_NUMBER] : COMPARISONS;
  const chosen = all.find(([name]) => name === textOf(type, 'gt')) ?? COMPARISONS[0]!;
  const numbers = Array.isArray(params) ? params.map(Number) : [];
  const shown = Array.from({ length: chosen[2] }, (_, i) => numbers[i] ?? 0);
  return (
    <div className={styles.line}>
      <Select
        label={`${label}: comparison`}
        options={all.map(([value, text]) => ({ value, label: text }))}
        value={chosen[0]}
        onChange={(next) => onChange({ ...objectOf(evaluator), type: next, params: numbers })}
      />
      {shown.map((number, i) => (
        <TextInput
          key={`${i} of ${chosen[0]}`}
          type="number"
          step="any"
          aria-label={i === 0 ? `${label}: number` : `${label}: second number`}
          value={number}
          onChange={({ target: { value } }) =>
            onChange({ ...objectOf(evaluator), type: chosen[0], params: shown.with(i, Number(value)) })
          }
        />
      ))}
    </div>
  );
}
