import type { StandardEditorProps } from '@grafana/data';
import type { ComponentType } from 'react';
import { Field, Switch, TextInput } from '../../controls/field';
import { Select } from '../../controls/select';

/** One member of an option that is an object. */
export type Part =
  | { readonly key: string; readonly label: string; readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly key: string; readonly label: string; readonly kind: 'number' | 'text' | 'numbers' }
  | { readonly key: string; readonly label: string; readonly kind: 'switch' };

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}

type Editor = ComponentType<StandardEditorProps<Record<string, unknown>>>;

/** An editor of an object: one control for each part. Overrides name such options as a whole (`custom.stacking`). */
export function compositeEditor(parts: readonly Part[]): Editor {
  return function CompositeEditor({ value, onChange }) {
    const set = (key: string, part: unknown) => onChange({ ...value, [key]: part });
    return (
      <>
        {parts.map((part) => (
          <PartEditor key={part.key} part={part} value={value?.[part.key]} onChange={(next) => set(part.key, next)} />
        ))}
      </>
    );
  };
}

function PartEditor({ part, value, onChange }: { part: Part; value: unknown; onChange: (value: unknown) => void }) {
  if (part.kind === 'switch') return <Switch label={part.label} checked={value === true} onChange={onChange} />;
  if (part.kind === 'choice') {
    return (
      <Select
        label={part.label}
        options={part.choices}
        value={value as string | number | undefined}
        onChange={onChange}
        size="small"
      />
    );
  }
  const { kind } = part;
  return (
    <Field label={part.label}>
      {(id) => (
        <TextInput
          id={id}
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          value={writtenPart(value)}
          onChange={({ target }) => onChange(readPart(kind, target.value))}
        />
      )}
    </Field>
  );
}

const writtenPart = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === undefined || value === null ? '' : String(value);

function readPart(kind: 'number' | 'text' | 'numbers', text: string): unknown {
  if (kind === 'text') return text;
  const numbers = text
    .split(',')
    .map((part) => Number.parseFloat(part))
    .filter(Number.isFinite);
  return kind === 'numbers' ? numbers : numbers[0];
}
