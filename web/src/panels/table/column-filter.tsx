import { Filter } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button, IconButton } from '../../controls/button';
import { Checkbox, TextInput } from '../../controls/field';
import { Popover } from '../../controls/popover';
import { Select } from '../../controls/select';
import type { Column } from './columns';
import { choicesOf, matching, OPERATORS, type Operator } from './filter';
import styles from './table.module.css';

interface ColumnFilterProps {
  readonly column: Column;
  /** Whose values can be chosen. */
  readonly rows: readonly number[];
  readonly chosen: ReadonlySet<string> | undefined;
  readonly onChange: (texts: ReadonlySet<string> | undefined) => void;
}

/** Which values of a column are let through. */
export function ColumnFilter(props: ColumnFilterProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { name } = props.column;
  return (
    <Popover
      label={`Filter of ${name}`}
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<IconButton icon={Filter} label={`Filter ${name}`} size="small" pressed={props.chosen !== undefined} />}
    >
      {isOpen && <Choices {...props} onDone={() => setIsOpen(false)} />}
    </Popover>
  );
}

/** More are found by typing. */
const MOST_SHOWN = 200;

const OPERATOR_CHOICES = (Object.keys(OPERATORS) as Operator[]).map((value) => ({
  value,
  label: value === 'contains' ? 'Contains' : value,
}));

function Choices({ column, rows, chosen, onChange, onDone }: ColumnFilterProps & { readonly onDone: () => void }) {
  const all = useMemo(() => choicesOf(column, rows), [column, rows]);
  const [operator, setOperator] = useState<Operator>('contains');
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<string>>(chosen ?? new Set());
  const listed = useMemo(() => matching(all, operator, typed), [all, operator, typed]);
  const areAll = listed.length > 0 && listed.every(({ text }) => picked.has(text));
  const set = (texts: readonly string[], isOn: boolean) => {
    const next = new Set(picked);
    for (const text of texts) isOn ? next.add(text) : next.delete(text);
    setPicked(next);
  };
  const apply = (texts: ReadonlySet<string>) => {
    onChange(texts.size === 0 ? undefined : texts);
    onDone();
  };
  return (
    <div className={styles.filter}>
      <div className={styles.filterLine}>
        <Select label="Comparison" options={OPERATOR_CHOICES} value={operator} onChange={setOperator} size="small" />
        <TextInput
          aria-label="Search values"
          placeholder="Search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      <Checkbox
        label={`Select all (${listed.length})`}
        checked={areAll}
        onChange={(isOn) =>
          set(
            listed.map(({ text }) => text),
            isOn,
          )
        }
      />
      <ul className={styles.choices}>
        {listed.slice(0, MOST_SHOWN).map(({ text, count }) => (
          <li key={text}>
            <Checkbox
              label={`${text === '' ? '(empty)' : text} (${count})`}
              checked={picked.has(text)}
              onChange={(isOn) => set([text], isOn)}
            />
          </li>
        ))}
      </ul>
      {listed.length > MOST_SHOWN && (
        <p className={styles.muted}>{listed.length - MOST_SHOWN} more: type to find them</p>
      )}
      <div className={styles.filterLine}>
        <Button size="small" look="primary" onClick={() => apply(picked)}>
          Apply
        </Button>
        <Button size="small" onClick={() => apply(new Set())}>
          Clear
        </Button>
      </div>
    </div>
  );
}
