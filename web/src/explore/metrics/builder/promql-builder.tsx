import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '../../../controls/button';
import { Notice, Skeleton } from '../../../controls/notice';
import { Picker } from '../../../controls/picker';
import { askSource } from '../../../data/ask';
import { type Answer, listOf } from '../../../data/prometheus/answer';
import { useTime } from '../../../time/time-context';
import { LabelFilters } from '../../label-filters';
import { type Matcher, selectorText } from '../../matcher';
import styles from '../metrics.module.css';
import { parsePromql } from './ask-parse';
import { OperationList } from './operation-list';
import { type BuilderQuery, EMPTY_QUERY } from './query';
import { writePromql } from './write';

interface PromqlBuilderProps {
  readonly value: string;
  /** Told of each text that is another than `value`. */
  readonly onChange: (value: string) => void;
  readonly onCode: () => void;
}

/** A query put together: metric, conditions, operations. What is typed as text is read where the builder has words for it. */
export function PromqlBuilder({ value, onChange, onCode }: PromqlBuilderProps) {
  const [built, setBuilt] = useState<{ readonly text: string; readonly query: BuilderQuery }>();
  const isOwn = built !== undefined && built.text === value;
  const { data, error } = useQuery({
    queryKey: ['promql builder', value],
    queryFn: ({ signal }) => parsePromql(value, signal),
    enabled: value.trim() !== '' && !isOwn,
    retry: false,
  });
  useEffect(() => {
    if (data !== undefined) setBuilt({ text: value, query: data });
  }, [data, value]);
  if (error !== null && !isOwn) {
    return (
      <Notice
        title="The builder cannot show this query"
        detail={error.message}
        action={
          <Button size="small" onClick={onCode}>
            Edit it as text
          </Button>
        }
      />
    );
  }
  const query = isOwn ? built.query : value.trim() === '' ? EMPTY_QUERY : data;
  if (query === undefined) return <Skeleton height={96} />;
  const change = (changes: Partial<BuilderQuery>) => {
    const next = { ...query, ...changes };
    const text = writePromql(next);
    setBuilt({ text, query: next });
    if (text !== value) onChange(text);
  };
  return (
    <div className={styles.builder}>
      <div className={styles.builderRow}>
        <span className={styles.builderLabel}>Metric</span>
        <MetricPicker value={query.metric} onChange={(metric) => change({ metric })} />
        <Filters query={query} onChange={(matchers) => change({ matchers })} />
      </div>
      <div className={styles.builderRow}>
        <span className={styles.builderLabel}>Operations</span>
        <OperationList query={query} onChange={(operations) => change({ operations })} />
      </div>
      <code className={styles.preview}>{writePromql(query)}</code>
    </div>
  );
}

function useNames() {
  const { range } = useTime();
  const time = { start: range.from.valueOf() / 1000, end: range.to.valueOf() / 1000 };
  return async (path: string, selector: string, signal: AbortSignal) => {
    const query = { ...time, ...(selector !== '' && { 'match[]': selector }) };
    return listOf(await askSource<Answer<readonly string[]>>('prometheus', `api/v1/${path}`, query, { signal }));
  };
}

function MetricPicker({ value, onChange }: { value: string; onChange: (metric: string) => void }) {
  const ask = useNames();
  const { data, isPending } = useQuery({
    queryKey: ['metric names'],
    queryFn: ({ signal }) => ask('label/__name__/values', '', signal),
  });
  return (
    <Picker
      size="small"
      className={styles.pick ?? ''}
      label="Metric"
      placeholder="Choose a metric"
      value={value === '' ? undefined : value}
      options={(data ?? []).map((name) => ({ value: name, label: name }))}
      isLoading={isPending}
      allowOther
      onChange={onChange}
    />
  );
}

function Filters({ query, onChange }: { query: BuilderQuery; onChange: (matchers: readonly Matcher[]) => void }) {
  const ask = useNames();
  const named = (matchers: readonly Matcher[]) =>
    selectorText([
      ...(query.metric === '' ? [] : [{ label: '__name__', operator: '=' as const, value: query.metric }]),
      ...matchers,
    ]);
  return (
    <LabelFilters
      matchers={query.matchers}
      onChange={onChange}
      of={`metrics ${query.metric}`}
      names={async (signal) => (await ask('labels', named([]), signal)).filter((name) => name !== '__name__')}
      values={(label, others, signal) => ask(`label/${encodeURIComponent(label)}/values`, named(others), signal)}
    />
  );
}
