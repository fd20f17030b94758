import { useMemo } from 'react';
import { Link } from 'wouter';
import { around, linkToExplore, quoted } from '../../app/links';
import { Failure, Skeleton } from '../../controls/notice';
import { type Column, DataTable } from '../../controls/table/data-table';
import { formatTime } from '../../format/moment';
import { plural } from '../../format/quantity';
import { colored } from '../../panels/query-chart';
import { QueryPanel } from '../../panels/query-panel';
import { useTime } from '../../time/time-context';
import { startMs, type Trace, traceTitle } from '../trace';
import styles from './beside.module.css';
import { type TraceExemplar, useCorrelation } from './correlation';

/** Red is trouble; a status that nobody set is none. */
const OUTCOMES = [colored('STATUS_CODE_ERROR', 'red'), colored('STATUS_CODE_UNSET', 'blue')];

/** How its root operation does around the trace, and the exemplars that point to it. */
export function TraceMetrics({ trace }: { trace: Trace }) {
  const { service, name } = traceTitle(trace);
  const selector = `service=${quoted(service)}, span_name=${quoted(name)}`;
  const panels = [
    {
      title: `Calls of ${name}`,
      unit: 'reqps',
      targets: [
        target(
          `sum by (status_code) (rate(traces_spanmetrics_calls_total{${selector}}[$__rate_interval]))`,
          '{{status_code}}',
        ),
      ],
    },
    {
      title: `Duration of ${name}`,
      unit: 's',
      targets: [0.5, 0.95].map((quantile) =>
        target(
          `histogram_quantile(${quantile}, sum by (le) (rate(traces_spanmetrics_latency_bucket{${selector}}[$__rate_interval])))`,
          `p${quantile * 100}`,
        ),
      ),
    },
  ];
  return (
    <div className={styles.stack}>
      <div className={styles.panels}>
        {panels.map(({ title, unit, targets }) => (
          <QueryPanel
            key={title}
            type="timeseries"
            title={title}
            height={220}
            targets={targets}
            fieldConfig={{ defaults: { unit, custom: { fillOpacity: 8 } }, overrides: OUTCOMES }}
          />
        ))}
      </div>
      <Exemplars trace={trace} />
    </div>
  );
}

const target = (expr: string, legendFormat: string) => ({ refId: legendFormat, expr, legendFormat, exemplar: false });

function Exemplars({ trace }: { trace: Trace }) {
  const { timeZone } = useTime();
  const { data, error } = useCorrelation(trace.traceId);
  const columns = useMemo(() => columnsOf(timeZone), [timeZone]);
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton height={120} />;
  return (
    <>
      <h2 className={styles.title}>
        Exemplars{' '}
        <span className={styles.hint}>{plural(data.exemplars.length, 'point')} of metrics name this trace</span>
      </h2>
      {data.exemplars.length > 0 && (
        <div className={styles.whole}>
          <DataTable
            label="Exemplars"
            rows={data.exemplars}
            columns={columns}
            keyOf={({ promql, timeMs, value }) => `${promql} ${timeMs} ${value}`}
            sort={{ column: 'value', isDescending: true }}
          />
        </div>
      )}
      <p className={styles.hint}>{`The trace began at ${formatTime(startMs(trace), timeZone)}.`}</p>
    </>
  );
}

function columnsOf(timeZone: string): readonly Column<TraceExemplar>[] {
  return [
    {
      id: 'metric',
      isWide: true,
      title: 'Series',
      sortBy: ({ promql }) => promql,
      cell: ({ promql, series, timeMs }) => (
        <Link href={linkToExplore('metrics', promql, around(timeMs, 900_000))}>{seriesName(series)}</Link>
      ),
    },
    { id: 'value', isNumber: true, title: 'Value', sortBy: ({ value }) => value },
    { id: 'time', title: 'Time', sortBy: ({ timeMs }) => timeMs, cell: ({ timeMs }) => formatTime(timeMs, timeZone) },
  ];
}

function seriesName({ __name__: name = '', ...labels }: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`);
  return `${name}{${pairs.join(', ')}}`;
}
