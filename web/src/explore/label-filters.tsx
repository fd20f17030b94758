import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../controls/button';
import { Picker } from '../controls/picker';
import { Select } from '../controls/select';
import styles from './explore.module.css';
import type { Matcher, MatchOperator } from './matcher';

interface LabelFiltersProps {
  readonly matchers: readonly Matcher[];
  readonly onChange: (matchers: readonly Matcher[]) => void;
  /** Names of labels that what is chosen so far has. */
  readonly names: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Values of a label among what the other matchers choose. */
  readonly values: (label: string, others: readonly Matcher[], signal: AbortSignal) => Promise<readonly string[]>;
  /** Part of the key under which answers are kept: of which source and time they are. */
  readonly of: string;
}

const OPERATORS = (['=', '!=', '=~', '!~'] as const).map((value) => ({ value, label: value }));

/** Conditions on labels: name, operator, value. A row takes effect when it has both a name and a value. */
export function LabelFilters({ matchers, onChange, names, values, of }: LabelFiltersProps) {
  const [isAdding, setAdding] = useState(false);
  const rows = isAdding || matchers.length === 0 ? [...matchers, EMPTY] : matchers;
  const put = (index: number, changes: Partial<Matcher>) => {
    setAdding(false);
    const next = rows.map((matcher, at) => (at === index ? { ...matcher, ...changes } : matcher));
    onChange(next.filter(({ label }) => label !== ''));
  };
  return (
    <>
      {rows.map((matcher, index) => (
        <FilterRow
          // Two conditions on one label are told apart by their place.
          key={`${index} ${matcher.label}`}
          matcher={matcher}
          names={names}
          values={(label, signal) => values(label, others(matchers, index), signal)}
          of={`${of} ${JSON.stringify(others(matchers, index))}`}
          onChange={(changes) => put(index, changes)}
          onRemove={() => {
            setAdding(false);
            onChange(matchers.filter((_, at) => at !== index));
          }}
        />
      ))}
      <Button size="small" icon={Plus} disabled={rows.length > matchers.length} onClick={() => setAdding(true)}>
        Filter
      </Button>
    </>
  );
}

const EMPTY: Matcher = { label: '', operator: '=', value: '' };

const others = (matchers: readonly Matcher[], index: number): Matcher[] =>
  matchers.filter(({ value }, at) => at !== index && value !== '');

interface FilterRowProps {
  readonly matcher: Matcher;
  readonly names: LabelFiltersProps['names'];
  readonly values: (label: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly of: string;
  readonly onChange: (changes: Partial<Matcher>) => void;
  readonly onRemove: () => void;
}

function FilterRow({ matcher, names, values, of, onChange, onRemove }: FilterRowProps) {
  const { label, operator, value } = matcher;
  const known = useQuery({ queryKey: ['filter names', of], queryFn: ({ signal }) => names(signal) });
  const offered = useQuery({
    queryKey: ['filter values', of, label],
    queryFn: ({ signal }) => values(label, signal),
    enabled: label !== '',
  });
  return (
    <span className={styles.filter}>
      <Picker
        size="small"
        label="Label"
        placeholder="Label"
        value={label === '' ? undefined : label}
        options={(known.data ?? []).map((name) => ({ value: name, label: name }))}
        isLoading={known.isPending}
        allowOther
        onChange={(next) => onChange({ label: next, value: '' })}
      />
      <Select<MatchOperator>
        size="small"
        label={`Operator of ${label}`}
        value={operator}
        options={OPERATORS}
        onChange={(next) => onChange({ operator: next })}
      />
      <Picker
        size="small"
        className={styles.filterValue ?? ''}
        label={`Value of ${label}`}
        placeholder="Value"
        value={value === '' ? undefined : value}
        options={(offered.data ?? []).map((one) => ({ value: one, label: one }))}
        isLoading={offered.isFetching}
        disabled={label === ''}
        allowOther
        onChange={(next) => onChange({ value: next })}
      />
      <IconButton size="small" icon={X} label={`Remove the filter of ${label || 'nothing'}`} onClick={onRemove} />
    </span>
  );
}
