import type { ReactNode } from 'react';
import { Button } from '../../controls/button';
import { Failure, Notice, Progress, Skeleton } from '../../controls/notice';
import { Segments } from '../../controls/segments';
import { type Option, Select } from '../../controls/select';
import { plural } from '../../format/quantity';
import { QueryPanel } from '../../panels/query-panel';
import { useTime } from '../../time/time-context';
import { AttributeComparison } from './attribute-comparison';
import { DurationScatter } from './duration-scatter';
import { RedSummary } from './red-summary';
import type { Selection } from './scatter-scale';
import { selectorBody, selectorOf, withConditions } from './selector';
import { useTraceSearch } from './tempo-api';
import { SpanTable, TraceTable } from './trace-table';
import styles from './traces.module.css';

export type View = 'traces' | 'spans' | 'heatmap' | 'compare';

/** Whether it shows the traces that a search finds. */
export const isListView = (view: View): boolean => view === 'traces' || view === 'spans';

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
  /** The arguments of `compare()` that were chosen in the chart. */
  readonly selected: string | undefined;
  readonly onSelected: (selected: string) => void;
}

export function SearchResults(props: SearchResultsProps) {
  const { query, limit, onLimit, view, onView, onRun, selected, onSelected } = props;
  const isList = isListView(view);
  const { data, error, isFetching } = useTraceSearch(query, limit, isList);
  const traces = data ?? [];
  const list = (table: () => ReactNode) => {
    if (error !== null) return <Failure title="This query failed" error={error} />;
    if (data === undefined) return <Skeleton height={320} />;
    if (traces.length === 0) return <NoTraces />;
    return (
      <>
        <DurationScatter
          traces={traces}
          isCut={traces.length >= limit}
          onNarrow={(selection) => onRun(...narrowed(query, selection))}
          onCompare={(selection) => onSelected(comparedArguments(selection))}
        />
        {table()}
      </>
    );
  };
  const views: Readonly<Record<View, () => ReactNode>> = {
    traces: () => list(() => <TraceTable traces={traces} />),
    spans: () => list(() => <SpanTable traces={traces} />),
    heatmap: () => <DurationHeatmap query={query} />,
    compare: () => <AttributeComparison key={selected} {...{ query, onRun, selected }} />,
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
  return [
    withConditions(query, durationConditions({ least, most })) ?? query,
    { from: String(Math.floor(fromMs)), to: String(Math.ceil(toMs)) },
  ];
}

const durationConditions = ({ least, most }: Pick<Selection, 'least' | 'most'>): string[] => [
  `traceDuration >= ${Math.floor(least)}ms`,
  `traceDuration <= ${Math.ceil(most)}ms`,
];

/** The spans of the chosen traces, from and to in ns: https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/#the-compare-function */
function comparedArguments(selection: Selection): string {
  const [from, to] = [Math.floor(selection.fromMs), Math.ceil(selection.toMs)];
  return `${selectorOf(durationConditions(selection))}, 10, ${from}000000, ${to}000000`;
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
