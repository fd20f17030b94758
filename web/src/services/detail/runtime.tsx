import { Notice, Skeleton } from '../../controls/notice';
import { useSamples } from '../../data/samples/use-samples';
import { type ChartQuery, QueryChart } from '../../panels/query-chart';
import { jobMatcher } from '../job';
import styles from '../services.module.css';

interface RuntimeChart {
  readonly title: string;
  /** Of these metrics, any; their queries are asked for those that are there. */
  readonly metrics: Readonly<Record<string, (selector: string) => ChartQuery>>;
  readonly unit: string;
  readonly isStacked?: boolean;
}

const STEP = '$__rate_interval';
const byInstance = (expr: string): ChartQuery => ({ expr, legend: '{{instance}}' });
const rate = (selector: string) => byInstance(`sum by (instance) (rate(${selector}[${STEP}]))`);
const named = (legend: string) => (selector: string) => ({ expr: `max (${selector})`, legend });

/** Charts by the metrics of Prometheus' client libraries and of OpenTelemetry's semantic conventions. */
const CHARTS: readonly RuntimeChart[] = [
  {
    title: 'CPU',
    unit: 'percentunit',
    metrics: { process_cpu_seconds_total: rate, process_cpu_time_seconds_total: rate },
  },
  {
    title: 'Resident memory',
    unit: 'bytes',
    metrics: {
      process_resident_memory_bytes: (selector) => byInstance(`sum by (instance) (${selector})`),
      process_memory_usage_bytes: (selector) => byInstance(`sum by (instance) (${selector})`),
    },
  },
  {
    title: 'Event loop lag',
    unit: 's',
    metrics: {
      nodejs_eventloop_lag_p50_seconds: named('p50'),
      nodejs_eventloop_lag_p99_seconds: named('p99'),
      nodejs_eventloop_lag_max_seconds: named('max'),
      nodejs_eventloop_delay_p50_seconds: named('p50'),
      nodejs_eventloop_delay_p99_seconds: named('p99'),
    },
  },
  {
    title: 'JavaScript heap',
    unit: 'bytes',
    metrics: {
      nodejs_heap_size_used_bytes: (selector) => ({ expr: `sum (${selector})`, legend: 'used' }),
      nodejs_heap_size_total_bytes: (selector) => ({ expr: `sum (${selector})`, legend: 'total' }),
      nodejs_external_memory_bytes: (selector) => ({ expr: `sum (${selector})`, legend: 'external' }),
    },
  },
  {
    title: 'Time in garbage collection',
    unit: 'percentunit',
    isStacked: true,
    metrics: {
      nodejs_gc_duration_seconds_sum: (selector) => ({
        expr: `sum by (kind) (rate(${selector}[${STEP}]))`,
        legend: '{{kind}}',
      }),
      go_gc_duration_seconds_sum: rate,
      jvm_gc_duration_seconds_sum: rate,
    },
  },
  {
    title: 'Handles, requests, threads',
    unit: 'short',
    metrics: {
      nodejs_active_handles_total: (selector) => ({ expr: `sum (${selector})`, legend: 'handles' }),
      nodejs_active_requests_total: (selector) => ({ expr: `sum (${selector})`, legend: 'requests' }),
      go_goroutines: (selector) => ({ expr: `sum (${selector})`, legend: 'goroutines' }),
      jvm_thread_count: (selector) => ({ expr: `sum (${selector})`, legend: 'threads' }),
    },
  },
  {
    title: 'Open files',
    unit: 'short',
    metrics: {
      process_open_fds: (selector) => byInstance(`sum by (instance) (${selector})`),
      process_max_fds: (selector) => ({ expr: `min (${selector})`, legend: 'limit of each' }),
    },
  },
];

/** What the process itself tells: processor, memory, event loop, garbage collection. */
export function Runtime({ service }: { service: string }) {
  const matcher = jobMatcher(service);
  const names = CHARTS.flatMap(({ metrics }) => Object.keys(metrics)).join('|');
  const { of, isPending } = useSamples({ there: `count by (__name__) ({${matcher}, __name__=~"${names}"})` });
  if (isPending) return <Skeleton height={240} />;
  const there = new Set(of.there.map(({ labels }) => labels.__name__ ?? ''));
  const charts = CHARTS.map(({ metrics, ...chart }) => ({
    ...chart,
    queries: Object.entries(metrics).flatMap(([name, query]) =>
      there.has(name) ? [query(`${name}{${matcher}}`)] : [],
    ),
  })).filter(({ queries }) => queries.length > 0);
  if (charts.length === 0) {
    return (
      <Notice
        title="This service sends no metrics of its process"
        detail="Expose those of your Prometheus client library (process_*, nodejs_*, go_*), or send OpenTelemetry's process metrics."
      />
    );
  }
  return (
    <div className={styles.charts}>
      {charts.map((chart) => (
        <QueryChart key={chart.title} {...chart} />
      ))}
    </div>
  );
}
