import { Picker } from '../../../../controls/picker';
import { Select } from '../../../../controls/select';
import { objectOf } from '../../../model/json';
import styles from '../panel-editor.module.css';
import type { FormProps } from './form-props';
import { fieldNames } from './input-frames';
import { reducers } from './simple-form';

const OPERATIONS = [
  { value: 'ignore', label: 'Left out' },
  { value: 'groupby', label: 'Grouped by' },
  { value: 'aggregate', label: 'Calculated' },
];

/** Of each field whether rows are grouped by it, or what is calculated of it in each group. */
export function GroupByForm({ options, frames, onChange }: FormProps) {
  const fields = objectOf(options.fields);
  const names = [...new Set([...fieldNames(frames), ...Object.keys(fields)])];
  const put = (name: string, changes: object) =>
    onChange({
      ...options,
      fields: { ...fields, [name]: { aggregations: [], ...objectOf(fields[name]), ...changes } },
    });
  if (names.length === 0) return <p className={styles.hint}>There are no fields yet: the queries have no data.</p>;
  return (
    <>
      {names.map((name) => {
        const { operation, aggregations } = objectOf(fields[name]);
        return (
          <div key={name} className={styles.line}>
            <span>{name}</span>
            <Select
              label={`Use of ${name}`}
              options={OPERATIONS}
              value={typeof operation === 'string' ? operation : 'ignore'}
              onChange={(next) => put(name, { operation: next === 'ignore' ? null : next })}
            />
            {operation === 'aggregate' && (
              <Picker
                multiple
                label={`Calculations of ${name}`}
                options={reducers()}
                value={Array.isArray(aggregations) ? (aggregations as string[]) : []}
                onChange={(next) => put(name, { aggregations: next })}
              />
            )}
          </div>
        );
      })}
    </>
  );
}
