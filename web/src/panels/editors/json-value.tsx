import { useState } from 'react';
import { Field, TextArea } from '../../controls/field';

interface JsonValueProps<T> {
  readonly label: string;
  readonly hint: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A list as JSON, taken over when it can be read. */
export function JsonValue<T>({ label, hint, value, onChange }: JsonValueProps<T>) {
  const [typed, setTyped] = useState(() => JSON.stringify(value, null, 2));
  const [error, setError] = useState<string>();
  const take = (text: string) => {
    setTyped(text);
    try {
      const read: unknown = JSON.parse(text);
      if (!Array.isArray(read)) throw new Error('this must be a list: [ … ]');
      setError(undefined);
      onChange(read as T);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(id) => <TextArea id={id} rows={6} value={typed} onChange={({ target }) => take(target.value)} />}
    </Field>
  );
}
