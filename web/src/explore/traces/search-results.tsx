import type { ReactNode } from 'react';
import { Button } from '../../controls/button';
import { Failure, Notice, Progress, Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import { type Option, Select } from '../../controls/select';
import { QueryPanel } from '../../panels/query-panel';
import { useTime } from '../../time/time-context';
import { plural } from '../../traces/format';
import { AttributeComparison } from './attribute-comparison';
import { DurationScatter } from './duration-scatter';
import { RedSummary } from './red-summary';
import type { Selection } from './scatter-scale';
import { selectorBody, withConditions } from './selector';
import { useTraceSearch } from './tempo-api';
import { SpanTable, TraceTable } from './trace-table';
import styles from './traces.module.css';

export type View = 'traces' | 'spans' | 'heatmap' | 'compare';

const VIEWS: readonly Option<View>[] = [
  { value: 'traces', label: 'Traces' },
  { value: 'spans', label: 'Spans' },
  { value: 'heatmap', label: 'Durations' },
  { value: 'compare', label: 'Compare' },
];

const LIMITS = [20, 50, 100, 200, 500].map((value) => ({ value, label: `${value} traces` }));

interface SearchResultsProps {
  readonly query: string;
  readonly limit: number;
  readonly onLimit: (limit: number) => void;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onRun: (query: string, range?: { from: string; to: string }) => void;
}

export function SearchResults({ query, limit, onLimit, view, onView, onRun }: SearchResultsProps) {
  const isList = view === 'traces' || view === 'spans';
  const { data, error, isFetching } = useTraceSearch(query, limit, isList);
  const traces = data ?? [];
  const select = (selection: Selection) => onRun(...narrowed(query, selection));
  const list = (table: () => ReactNode) => {
    if (error !== null) return <Failure title="This query failed" error={error} />;
    if (data === undefined) return <Skeleton height={320} />;
    if (traces.length === 0) return <NoTraces />;
    return (
      <>
        <DurationScatter traces={traces} onSelect={select} />
        {table()}
      </>
    );
  };
  const views: Readonly<Record<View, () => ReactNode>> = {
    traces: () => list(() => <TraceTable traces={traces} />),
    spans: () => list(() => <SpanTable traces={traces} />),
    heatmap: () => <DurationHeatmap query={query} />,
    compare: () => <AttributeComparison query={query} onRun={onRun} />,
  };
  return (
    <>
      <RedSummary query={query} />
      <div className={styles.bar}>
        <Segments label="View" value={view} options={VIEWS} onChange={onView} />
        {isList && <Select label="Most traces" value={limit} options={LIMITS} onChange={onLimit} />}
        {isList && data !== undefined && (
          <span className={styles.hint} role="status">
            {traces.length < limit ? plural(traces.length, 'trace') : `the latest ${plural(traces.length, 'trace')}`}
          </span>
        )}
      </div>
      <div className={styles.results}>
        {isList && isFetching && <Progress />}
        {views[view]()}
      </div>
    </>
  );
}

/** The chosen time, and where the query can take them the chosen durations. */
function narrowed(query: string, { fromMs, toMs, least, most }: Selection): [string, { from: string; to: string }] {
  const conditions = [`traceDuration >= ${Math.floor(least)}ms`, `traceDuration <= ${Math.ceil(most)}ms`];
  return [
    withConditions(query, conditions) ?? query,
    { from: String(Math.floor(fromMs)), to: String(Math.ceil(toMs)) },
  ];
}

function DurationHeatmap({ query }: { query: string }) {
  if (selectorBody(query) === undefined) {
    return (
      <Notice title="Only the durations of one selector can be drawn" detail="As { resource.service.name = … }." />
    );
  }
  return (
    <QueryPanel
      type="heatmap"
      title="Spans by duration"
      height={380}
      datasource="tempo"
      targets={[{ refId: 'A', query: `${query} | histogram_over_time(duration)`, queryType: 'traceql' }]}
      options={{ yAxis: { unit: 's' }, calculate: false, color: { mode: 'scheme', scheme: 'Spectral', steps: 64 } }}
    />
  );
}

function NoTraces() {
  const { setRange } = useTime();
  return (
    <Notice
      title="No trace matches"
      detail="In this time range no trace has spans that meet the query."
      action={
        <Button size="small" onClick={() => setRange({ from: 'now-6h', to: 'now' })}>
          Search the last 6 hours
        </Button>
      }
    />
  );
}
