import { useState } from 'react';
import { isObject } from '../../../model/json';
import { CodeField } from '../../code-field';
import type { FormProps } from './form-props';

/** Options as JSON, taken over when the focus leaves them and they can be read. */
export function JsonForm({ options, onChange }: FormProps) {
  const [error, setError] = useState<string>();
  const take = (text: string) => {
    try {
      const read: unknown = JSON.parse(text);
      if (!isObject(read)) throw new Error('options are an object: { … }');
      setError(undefined);
      onChange(read);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <CodeField
      language="json"
      label="Options as JSON"
      value={JSON.stringify(options, null, 2)}
      onTaken={take}
      error={error}
      minLines={4}
    />
  );
}
