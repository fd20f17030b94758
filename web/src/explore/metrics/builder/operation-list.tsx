import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, X } from 'lucide-react';
import { IconButton } from '../../../controls/button';
import { Picker } from '../../../controls/picker';
import { Select } from '../../../controls/select';
import { SettledInput } from '../../../controls/settled-input';
import { askSource } from '../../../data/ask';
import { type Answer, listOf } from '../../../data/prometheus/answer';
import { selectorText } from '../../matcher';
import styles from '../metrics.module.css';
import { KIND_TITLES, OPERATIONS } from './operations';
import type { BuilderQuery, Operation } from './query';

interface OperationListProps {
  readonly query: BuilderQuery;
  readonly onChange: (operations: readonly Operation[]) => void;
}

/** What is done with the series, the first first. One over time stands before all others: it needs the samples themselves. */
export function OperationList({ query, onChange }: OperationListProps) {
  const { operations } = query;
  const put = (index: number, operation: Operation) =>
    onChange(operations.map((one, at) => (at === index ? operation : one)));
  return (
    <>
      {operations.map((operation, index) => (
        <OperationGroup
          key={`${index} ${operation.id}`}
          operation={operation}
          query={query}
          onChange={(next) => put(index, next)}
          onEarlier={canMove(operations, index) ? () => onChange(earlier(operations, index)) : undefined}
          onRemove={() => onChange(operations.filter((_, at) => at !== index))}
        />
      ))}
      <Picker
        size="small"
        label="Add an operation"
        placeholder="+ Operation"
        value={undefined}
        options={[...OPERATIONS].map(([id, { kind }]) => ({ value: id, label: id, note: KIND_TITLES[kind] }))}
        onChange={(id) => onChange(withOperation(operations, id))}
      />
    </>
  );
}

const kindOf = (operation: Operation | undefined) => operation && OPERATIONS.get(operation.id)?.kind;

const canMove = (operations: readonly Operation[], index: number): boolean =>
  index > 0 && kindOf(operations[index - 1]) !== 'range';

const earlier = (operations: readonly Operation[], index: number): Operation[] => [
  ...operations.slice(0, index - 1),
  operations[index]!,
  operations[index - 1]!,
  ...operations.slice(index + 1),
];

function withOperation(operations: readonly Operation[], id: string): Operation[] {
  const shape = OPERATIONS.get(id);
  if (shape === undefined) return [...operations];
  const operation: Operation = { id, parameters: shape.parameters.map(({ initial }) => initial) };
  const others = operations.filter((one) => kindOf(one) !== 'range');
  return shape.kind === 'range' ? [operation, ...others] : [...operations, operation];
}

interface OperationGroupProps {
  readonly operation: Operation;
  readonly query: BuilderQuery;
  readonly onChange: (operation: Operation) => void;
  readonly onEarlier: (() => void) | undefined;
  readonly onRemove: () => void;
}

function OperationGroup({ operation, query, onChange, onEarlier, onRemove }: OperationGroupProps) {
  const { id, parameters } = operation;
  const shape = OPERATIONS.get(id);
  return (
    <span className={styles.group}>
      <span className={styles.operation}>{id}</span>
      {shape?.parameters.map(({ name }, index) => (
        <span key={`${name} ${parameters[index]}`} className={styles.parameter}>
          <SettledInput
            label={`${name} of ${id}`}
            value={parameters[index] ?? ''}
            onChange={(text) =>
              onChange({ ...operation, parameters: parameters.map((one, at) => (at === index ? text : one)) })
            }
          />
        </span>
      ))}
      {shape?.kind === 'aggregation' && <Grouping operation={operation} query={query} onChange={onChange} />}
      {onEarlier && <IconButton size="small" icon={ArrowLeft} label={`Do ${id} earlier`} onClick={onEarlier} />}
      <IconButton size="small" icon={X} label={`Remove ${id}`} onClick={onRemove} />
    </span>
  );
}

const GROUPINGS = [
  { value: 'by', label: 'by' },
  { value: 'without', label: 'without' },
];

function Grouping({ operation, query, onChange }: Pick<OperationGroupProps, 'operation' | 'query' | 'onChange'>) {
  const { labels = [], isWithout = false, id } = operation;
  const matchers = [{ label: '__name__', operator: '=' as const, value: query.metric }, ...query.matchers];
  const selector = selectorText(matchers);
  const { data } = useQuery({
    queryKey: ['grouping labels', selector],
    queryFn: async ({ signal }) => {
      const asked = { ...(selector !== '' && { 'match[]': selector }) };
      return listOf(await askSource<Answer<readonly string[]>>('prometheus', 'api/v1/labels', asked, { signal }));
    },
  });
  const names = [...new Set([...labels, ...(data ?? [])])].filter((name) => name !== '__name__');
  return (
    <>
      <Select
        size="small"
        look="quiet"
        label={`Grouping of ${id}`}
        value={isWithout ? 'without' : 'by'}
        options={GROUPINGS}
        onChange={(next) => onChange({ ...operation, labels, isWithout: next === 'without' })}
      />
      <Picker
        multiple
        size="small"
        className={styles.pick ?? ''}
        label={`Labels of ${id}`}
        placeholder="all together"
        value={labels}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(next) => onChange({ ...operation, labels: next })}
      />
    </>
  );
}
