import { fieldReducers } from '@grafana/data';
import { Field, Switch, TextInput } from '../../../../controls/field';
import { Picker } from '../../../../controls/picker';
import { Select } from '../../../../controls/select';
import { isObject } from '../../../model/json';
import { valueAt, withValueAt } from '../../operations/set-path';
import styles from '../panel-editor.module.css';
import type { FormProps } from './form-props';
import { asOptions, fieldNames, labelNames } from './input-frames';
import type { FormField, SimpleForm } from './simple-forms';

/** The form of a transformation whose options are a few members. */
export function SimpleOptions({ form, options: given, frames, onChange }: FormProps & { readonly form: SimpleForm }) {
  const options = { ...form.initial, ...given };
  const shown = form.fields.filter(({ isShown }) => isShown?.(options) ?? true);
  if (shown.length === 0) return <p className={styles.hint}>It has no options.</p>;
  return (
    <div className={styles.fields}>
      {shown.map((field) => (
        <FormControl
          key={field.path}
          field={field}
          value={valueAt(options, field.path)}
          frames={frames}
          onChange={(value) => onChange(withValueAt(options, field.path, value), field.path)}
        />
      ))}
    </div>
  );
}

interface ControlProps {
  readonly field: FormField;
  readonly value: unknown;
  readonly frames: FormProps['frames'];
  readonly onChange: (value: unknown) => void;
}

const CONTROLS: Readonly<Record<FormField['kind'], (props: ControlProps) => React.ReactNode>> = {
  text: TextControl,
  number: TextControl,
  select: ({ field, value, onChange }) => (
    <Select label={field.label} options={field.options ?? []} value={value as string | undefined} onChange={onChange} />
  ),
  switch: ({ field, value, onChange }) => <Switch label={field.label} checked={value === true} onChange={onChange} />,
  field: ({ field, value, frames, onChange }) => (
    <Picker
      label={field.label}
      options={asOptions(fieldNames(frames))}
      value={(value as string) || undefined}
      allowOther
      onChange={onChange}
    />
  ),
  fields: ({ field, value, frames, onChange }) => (
    <Picker
      multiple
      label={field.label}
      options={asOptions(fieldNames(frames))}
      value={textsIn(value)}
      allowOther
      onChange={(names) => onChange(names.length === 0 ? undefined : names)}
    />
  ),
  labels: ({ field, value, frames, onChange }) => (
    <Picker
      multiple
      label={field.label}
      placeholder="All"
      options={asOptions(labelNames(frames))}
      value={textsIn(value)}
      allowOther
      onChange={(names) => onChange(names.length === 0 ? undefined : names)}
    />
  ),
  reducer: ({ field, value, onChange }) => (
    <Picker label={field.label} options={reducers()} value={value as string | undefined} onChange={onChange} />
  ),
  reducers: ({ field, value, onChange }) => (
    <Picker multiple label={field.label} options={reducers()} value={textsIn(value)} onChange={onChange} />
  ),
  operand: OperandControl,
};

function FormControl(props: ControlProps) {
  const { kind, label, hint } = props.field;
  const Control = CONTROLS[kind];
  if (kind === 'switch') return <Control {...props} />;
  return (
    <Field label={label} hint={hint}>
      {() => <Control {...props} />}
    </Field>
  );
}

function TextControl({ field: { kind, label }, value, onChange }: ControlProps) {
  const isNumber = kind === 'number';
  return (
    <TextInput
      aria-label={label}
      type={isNumber ? 'number' : 'text'}
      value={value === undefined ? '' : String(value)}
      onChange={({ target }) =>
        onChange(target.value === '' ? undefined : isNumber ? Number(target.value) : target.value)
      }
    />
  );
}

/** A name of a field, or a number that stands for itself; older dashboards have the text alone. */
function OperandControl({ field, value, frames, onChange }: ControlProps) {
  const names = fieldNames(frames);
  const text = isObject(value) ? (value.fixed ?? valueAt(value, 'matcher.options')) : value;
  return (
    <Picker
      label={field.label}
      placeholder="A field or a number"
      options={asOptions(names)}
      value={typeof text === 'string' && text !== '' ? text : undefined}
      allowOther
      onChange={(chosen) => onChange(operandOf(chosen, names))}
    />
  );
}

const operandOf = (text: string, names: readonly string[]): object =>
  !names.includes(text) && Number.isFinite(Number(text))
    ? { fixed: text }
    : { matcher: { id: 'byName', options: text } };

export const reducers = () => fieldReducers.list().map(({ id, name }) => ({ value: id, label: name }));

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
