import { Field, TextInput } from '../../../../controls/field';
import { Select } from '../../../../controls/select';
import type { Variable, VariableType } from '../../../../variables/variable';
import styles from '../settings.module.css';
import { ValuePreview } from './value-preview';
import { VariableFieldControl } from './variable-field-control';
import { VARIABLE_FORMS } from './variable-forms';
import { nameProblem } from './variable-names';

interface VariableFormProps {
  readonly variable: Variable;
  readonly others: readonly Variable[];
  readonly onChange: (variable: Variable, group?: string) => void;
}

const TYPES = Object.entries(VARIABLE_FORMS).map(([value, { title }]) => ({
  value: value as VariableType,
  label: title,
}));

const HIDES = [
  { value: 0, label: 'Name and value' },
  { value: 1, label: 'Value only' },
  { value: 3, label: 'In the menu of controls' },
  { value: 2, label: 'Nothing' },
];

/** One variable with what its values are now. */
export function VariableForm({ variable, others, onChange }: VariableFormProps) {
  const set = (changes: Partial<Variable>, group?: string) => onChange({ ...variable, ...changes }, group);
  const { fields } = VARIABLE_FORMS[variable.type] ?? VARIABLE_FORMS.custom;
  return (
    <section className={styles.card} aria-label={`Variable ${variable.name}`}>
      <div className={styles.fields}>
        <Field label="Type">
          {() => (
            <Select
              label="Type"
              options={TYPES}
              value={variable.type}
              onChange={(type) => onChange(ofType(variable, type))}
            />
          )}
        </Field>
        <Field label="Name" error={nameProblem(variable.name, others)}>
          {(id) => (
            <TextInput id={id} value={variable.name} onChange={({ target }) => set({ name: target.value }, 'name')} />
          )}
        </Field>
        <Field label="Label">
          {(id) => (
            <TextInput
              id={id}
              value={variable.label ?? ''}
              onChange={({ target }) => set({ label: target.value }, 'label')}
            />
          )}
        </Field>
        <Field label="Description">
          {(id) => (
            <TextInput
              id={id}
              value={variable.description ?? ''}
              onChange={({ target }) => set({ description: target.value }, 'description')}
            />
          )}
        </Field>
        <Field label="Shown">
          {() => <Select label="Shown" options={HIDES} value={variable.hide ?? 0} onChange={(hide) => set({ hide })} />}
        </Field>
        {fields
          .filter(({ needs }) => needs === undefined || variable[needs] === true)
          .map((field) => (
            <VariableFieldControl key={field.field} field={field} variable={variable} onChange={set} />
          ))}
      </div>
      <ValuePreview name={variable.name} />
    </section>
  );
}

/** A variable of another type keeps its name and how it is shown. */
function ofType({ name, label, description, hide }: Variable, type: VariableType): Variable {
  const shared = {
    type,
    name,
    ...(label != null && { label }),
    ...(description != null && { description }),
    ...(hide !== undefined && { hide }),
  };
  const hasSource = VARIABLE_FORMS[type].fields.some(({ kind }) => kind === 'source');
  const query = type === 'datasource' ? 'prometheus' : type === 'interval' ? '1m,10m,30m,1h,6h,12h,1d' : '';
  return {
    ...shared,
    query,
    ...(hasSource && { datasource: { type: 'prometheus', uid: 'prometheus' } }),
    ...(type === 'query' && { refresh: 1 }),
  };
}
