import { useState } from 'react';
import { TextInput } from './field';

interface SettledInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A text that takes effect when it is left, or with Enter: where each letter would be a query. */
export function SettledInput({ label, value, onChange }: SettledInputProps) {
  const [typed, setTyped] = useState(value);
  const settle = () => typed !== value && onChange(typed);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
}
