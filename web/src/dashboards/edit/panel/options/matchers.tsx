import { type DataFrame, FieldType } from '@grafana/data';
import type { ComponentType } from 'react';
import { TextInput } from '../../../../controls/field';
import { Picker } from '../../../../controls/picker';
import { Select } from '../../../../controls/select';
import { objectOf, textOf } from '../../../model/json';
import { asOptions, fieldNames } from '../transformations/input-frames';
import { reducers } from '../transformations/simple-form';
import styles from './options.module.css';

interface MatcherProps {
  readonly value: unknown;
  readonly frames: readonly DataFrame[];
  readonly onChange: (value: unknown) => void;
}

interface Matcher {
  readonly title: string;
  /** Options of a new one. */
  readonly initial: unknown;
  readonly Control: ComponentType<MatcherProps>;
}

const TYPES = Object.values(FieldType).map((value) => ({ value, label: value }));
const OPERATORS = ['>=', '>', '<=', '<', '==', '!='].map((value) => ({ value, label: value }));

const NameControl = ({ value, frames, onChange }: MatcherProps) => (
  <Picker
    label="Field"
    options={asOptions(fieldNames(frames))}
    value={textOf(value) || undefined}
    allowOther
    onChange={onChange}
  />
);

const PatternControl = ({ value, onChange }: MatcherProps) => (
  <TextInput
    aria-label="Regular expression"
    placeholder="/.*/"
    value={textOf(value)}
    onChange={({ target }) => onChange(target.value)}
  />
);

const TypeControl = ({ value, onChange }: MatcherProps) => (
  <Select
    label="Type"
    options={TYPES}
    value={(textOf(value) || undefined) as FieldType | undefined}
    onChange={onChange}
  />
);

const QueryControl = ({ value, frames, onChange }: MatcherProps) => (
  <Picker
    label="Query"
    options={asOptions([...new Set(frames.flatMap(({ refId }) => refId ?? []))])}
    value={textOf(value) || undefined}
    allowOther
    onChange={onChange}
  />
);

/** Names of a list; `mode` `exclude` means all others. */
const NamesControl = ({ value, frames, onChange }: MatcherProps) => {
  const { names, ...rest } = objectOf(value);
  return (
    <Picker
      multiple
      label={rest.mode === 'exclude' ? 'All fields except' : 'Fields'}
      options={asOptions(fieldNames(frames))}
      value={Array.isArray(names) ? (names as string[]) : []}
      onChange={(next) => onChange({ mode: 'include', ...rest, names: next })}
    />
  );
};

const ValuesControl = ({ value, onChange }: MatcherProps) => {
  const { reducer, op, value: bound } = objectOf(value);
  const put = (changes: object) => onChange({ ...objectOf(value), ...changes });
  return (
    <div className={styles.line}>
      <Picker
        label="Calculation"
        options={reducers()}
        value={textOf(reducer) || undefined}
        onChange={(next) => put({ reducer: next })}
      />
      <Select
        label="Comparison"
        options={OPERATORS}
        value={textOf(op) || '>='}
        onChange={(next) => put({ op: next })}
      />
      <TextInput
        type="number"
        aria-label="Value"
        value={typeof bound === 'number' ? bound : ''}
        onChange={({ target }) => !Number.isNaN(target.valueAsNumber) && put({ value: target.valueAsNumber })}
      />
    </div>
  );
};

/** Which fields an override is for, by the ids of @grafana/data. */
export const MATCHERS: Readonly<Record<string, Matcher>> = {
  byName: { title: 'Field with name', initial: '', Control: NameControl },
  byRegexp: { title: 'Fields whose name matches', initial: '/.*/', Control: PatternControl },
  byType: { title: 'Fields of type', initial: FieldType.number, Control: TypeControl },
  byFrameRefID: { title: 'Fields of query', initial: 'A', Control: QueryControl },
  byValue: { title: 'Fields with values', initial: { reducer: 'max', op: '>=', value: 0 }, Control: ValuesControl },
  byNames: { title: 'Fields with names', initial: { mode: 'include', names: [] }, Control: NamesControl },
};
