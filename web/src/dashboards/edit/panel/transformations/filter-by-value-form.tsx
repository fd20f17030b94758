import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../../../controls/button';
import { TextInput } from '../../../../controls/field';
import { Picker } from '../../../../controls/picker';
import { Select } from '../../../../controls/select';
import { type Json, objectOf, objectsOf, textOf } from '../../../model/json';
import styles from '../panel-editor.module.css';
import type { FormProps } from './form-props';
import { asOptions, fieldNames } from './input-frames';

const TYPES = [
  { value: 'include', label: 'Keep rows' },
  { value: 'exclude', label: 'Leave out rows' },
];
const MATCHES = [
  { value: 'all', label: 'that meet all' },
  { value: 'any', label: 'that meet any' },
];

/** What is asked of a value, and which operands it has. */
const TESTS: readonly { readonly value: string; readonly label: string; readonly operands: readonly string[] }[] = [
  { value: 'equal', label: 'is', operands: ['value'] },
  { value: 'notEqual', label: 'is not', operands: ['value'] },
  { value: 'greater', label: '>', operands: ['value'] },
  { value: 'greaterOrEqual', label: '≥', operands: ['value'] },
  { value: 'lower', label: '<', operands: ['value'] },
  { value: 'lowerOrEqual', label: '≤', operands: ['value'] },
  { value: 'between', label: 'is between', operands: ['from', 'to'] },
  { value: 'substring', label: 'has', operands: ['value'] },
  { value: 'notSubstring', label: 'has not', operands: ['value'] },
  { value: 'regex', label: 'matches', operands: ['value'] },
  { value: 'isNull', label: 'is null', operands: [] },
  { value: 'isNotNull', label: 'is not null', operands: [] },
];

/** Rows by what stands in them. */
export function FilterByValueForm({ options, frames, onChange }: FormProps) {
  const filters = objectsOf(options.filters);
  const names = asOptions(fieldNames(frames));
  const put = (next: readonly Json[], group?: string) =>
    onChange({ type: 'include', match: 'any', ...options, filters: next }, group);
  return (
    <>
      <div className={styles.line}>
        <Select
          label="Rows are"
          options={TYPES}
          value={textOf(options.type, 'include')}
          onChange={(type) => onChange({ ...options, filters, type })}
        />
        <Select
          label="Conditions"
          options={MATCHES}
          value={textOf(options.match, 'any')}
          onChange={(match) => onChange({ ...options, filters, match })}
        />
      </div>
      {filters.map((filter, at) => {
        const { id = 'equal', options: operands } = objectOf(filter.config);
        const test = TESTS.find(({ value }) => value === id);
        const change = (config: Json, group?: string) => put(filters.with(at, { ...filter, config }), group);
        return (
          <div key={at} className={styles.line}>
            <Picker
              label="Field"
              options={names}
              value={textOf(filter.fieldName) || undefined}
              allowOther
              onChange={(fieldName) => put(filters.with(at, { ...filter, fieldName }))}
            />
            <Select
              label="Condition"
              options={TESTS}
              value={String(id)}
              onChange={(next) => change({ id: next, options: operands ?? {} })}
            />
            {test?.operands.map((name) => (
              <TextInput
                key={name}
                aria-label={name}
                value={String(objectOf(operands)[name] ?? '')}
                onChange={({ target }) =>
                  change(
                    { id, options: { ...objectOf(operands), [name]: numberOrText(target.value) } },
                    `${at} ${name}`,
                  )
                }
              />
            ))}
            <IconButton
              icon={Trash2}
              size="small"
              label="Remove the condition"
              onClick={() => put(filters.toSpliced(at, 1))}
            />
          </div>
        );
      })}
      <div>
        <Button
          icon={Plus}
          size="small"
          onClick={() => put([...filters, { fieldName: names[0]?.value ?? '', config: { id: 'equal', options: {} } }])}
        >
          Add condition
        </Button>
      </div>
    </>
  );
}

const numberOrText = (text: string): number | string =>
  text.trim() !== '' && String(Number(text)) === text.trim() ? Number(text) : text;
