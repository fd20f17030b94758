import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../../controls/button';
import { Dialog } from '../../../controls/dialog';
import { TextInput } from '../../../controls/field';
import { Menu } from '../../../controls/menu';
import { Select } from '../../../controls/select';
import type { Condition, ConditionTest } from '../../model/layout';
import { useEditing } from '../editing-context';
import styles from './arrange.module.css';

interface ConditionDialogProps {
  readonly title: string;
  readonly condition: Condition | undefined;
  /** Only panels can hang on whether they have data. */
  readonly ofPanel?: boolean;
  readonly onChange: (condition: Condition | undefined) => void;
  readonly onClose: () => void;
}

const OPERATORS = [
  { value: 'equals', label: 'is' },
  { value: 'notEquals', label: 'is not' },
  { value: 'matches', label: 'matches' },
  { value: 'notMatches', label: 'does not match' },
] as const;

/** The tests of Grafana's "show / hide rules", each with what a new one is. */
const NEW: Readonly<Record<ConditionTest['kind'], { readonly title: string; readonly test: ConditionTest }>> = {
  variable: { title: 'A variable', test: { kind: 'variable', variable: '', operator: 'equals', value: '' } },
  data: { title: 'Its data', test: { kind: 'data', value: true } },
  'time-range': { title: 'The time range', test: { kind: 'time-range', value: '7d' } },
};

/** When a panel, row or tab is shown. */
export function ConditionDialog({ title, condition, ofPanel = false, onChange, onClose }: ConditionDialogProps) {
  const [{ shows, all, tests }, setDraft] = useState<Condition>(condition ?? { shows: true, all: true, tests: [] });
  const draft = { shows, all, tests };
  const put = (at: number, test: ConditionTest) => setDraft({ ...draft, tests: tests.with(at, test) });
  const kinds = Object.values(NEW).filter(({ test }) => ofPanel || test.kind !== 'data');
  const apply = () => {
    onChange(tests.length === 0 ? undefined : draft);
    onClose();
  };
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.line}>
          <Select
            label="Show or hide"
            options={[
              { value: 'show', label: 'Show' },
              { value: 'hide', label: 'Hide' },
            ]}
            value={shows ? 'show' : 'hide'}
            onChange={(next) => setDraft({ ...draft, shows: next === 'show' })}
          />
          <span>when</span>
          <Select
            label="All or any"
            options={[
              { value: 'all', label: 'all of these hold' },
              { value: 'any', label: 'any of these holds' },
            ]}
            value={all ? 'all' : 'any'}
            onChange={(next) => setDraft({ ...draft, all: next === 'all' })}
          />
        </div>
        {tests.map((test, at) => (
          <div key={at} className={styles.line}>
            <TestFields test={test} onChange={(next) => put(at, next)} />
            <IconButton
              icon={Trash2}
              size="small"
              label={`Remove condition ${at + 1}`}
              onClick={() => setDraft({ ...draft, tests: tests.toSpliced(at, 1) })}
            />
          </div>
        ))}
        <Menu
          trigger={
            <Button icon={Plus} size="small">
              Add condition
            </Button>
          }
          items={kinds.map((kind) => ({
            label: kind.title,
            onSelect: () => setDraft({ ...draft, tests: [...tests, kind.test] }),
          }))}
        />
      </div>
    </Dialog>
  );
}

function TestFields({ test, onChange }: { test: ConditionTest; onChange: (test: ConditionTest) => void }) {
  const { dashboard } = useEditing();
  if (test.kind === 'data') {
    return (
      <Select
        label="Data"
        options={[
          { value: 'has', label: 'it has data' },
          { value: 'none', label: 'it has no data' },
        ]}
        value={test.value ? 'has' : 'none'}
        onChange={(next) => onChange({ ...test, value: next === 'has' })}
      />
    );
  }
  const value = (label: string) => (
    <TextInput
      aria-label={label}
      value={test.value}
      onChange={({ target }) => onChange({ ...test, value: target.value })}
    />
  );
  if (test.kind === 'time-range') {
    return (
      <>
        <span>the range is at most</span>
        {value('Longest range, as 7d')}
      </>
    );
  }
  return (
    <>
      <Select
        label="Variable"
        options={dashboard.variables.map(({ name, label }) => ({ value: name, label: label || name }))}
        value={test.variable || undefined}
        onChange={(variable) => onChange({ ...test, variable })}
      />
      <Select
        label="Comparison"
        options={OPERATORS}
        value={test.operator}
        onChange={(operator) => onChange({ ...test, operator })}
      />
      {value('Value')}
    </>
  );
}
