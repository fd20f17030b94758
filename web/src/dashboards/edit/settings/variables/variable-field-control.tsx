import { Field, Switch, TextArea, TextInput } from '../../../../controls/field';
import { Select } from '../../../../controls/select';
import type { SourceRef } from '../../../../data/sources';
import type { Variable } from '../../../../variables/variable';
import { isObject } from '../../../model/json';
import { CodeField } from '../../code-field';
import { useEditing } from '../../editing-context';
import { SourcePicker } from '../../panel/queries/source-picker';
import { uidOf } from '../../panel/queries/targets';
import styles from '../settings.module.css';
import type { VariableField } from './variable-forms';
import { queryText } from './variable-names';

interface VariableFieldControlProps {
  readonly field: VariableField;
  readonly variable: Variable;
  readonly onChange: (changes: Partial<Variable>, group?: string) => void;
}

/** Switches that are on unless they are said to be off. */
const ON_AT_FIRST: ReadonlySet<string> = new Set(['allowCustomValue']);

/** One member of a variable. */
export function VariableFieldControl({
  field: { field, label, hint, kind, options = [] },
  variable,
  onChange,
}: VariableFieldControlProps) {
  const { dashboard } = useEditing();
  const value = variable[field];
  const set = (next: unknown) => onChange({ [field]: next }, field);
  if (kind === 'switch') {
    const isOn = ON_AT_FIRST.has(field) ? value !== false : value === true;
    return <Switch label={label} checked={isOn} onChange={set} />;
  }
  if (kind === 'query') {
    return (
      <div className={styles.wide}>
        <Field label={label} hint={hint}>
          {() => (
            <CodeField
              language="text"
              label={label}
              value={queryText(variable)}
              onTaken={(text) =>
                onChange({
                  definition: text,
                  query: isObject(variable.query) ? { ...variable.query, query: text } : text,
                })
              }
            />
          )}
        </Field>
      </div>
    );
  }
  return (
    <Field label={label} hint={hint}>
      {(id) => {
        if (kind === 'source') {
          return (
            <SourcePicker
              label={label}
              value={uidOf(value as SourceRef)}
              variables={dashboard.variables}
              onChange={({ uid, type }) => onChange({ datasource: { uid, type } })}
            />
          );
        }
        if (kind === 'select') {
          return (
            <Select
              label={label}
              options={options}
              value={(value as string | number | undefined) ?? options[0]?.value}
              onChange={(next) => onChange({ [field]: next })}
            />
          );
        }
        const text = value == null ? '' : String(value);
        if (kind === 'area')
          return <TextArea id={id} rows={3} value={text} onChange={({ target }) => set(target.value)} />;
        return (
          <TextInput
            id={id}
            type={kind === 'number' ? 'number' : 'text'}
            value={text}
            onChange={({ target }) => set(kind === 'number' ? target.valueAsNumber || undefined : target.value)}
          />
        );
      }}
    </Field>
  );
}
