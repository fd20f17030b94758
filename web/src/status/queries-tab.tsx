import { Link } from 'wouter';
import { linkToExplore } from '../app/links';
import { Badge, Notice, type Tone } from '../controls/notice';
import { type Column, DataTable } from '../controls/table/data-table';
import { moment } from '../format/moment';
import { shown } from '../format/quantity';
import { QueryChart } from '../panels/query-chart';
import { useTime } from '../time/time-context';
import { Loaded } from './loaded';
import { Section } from './section';
import styles from './status.module.css';
import { type LoggedQuery, useStatus } from './status-api';

/** Queries that run now, and those that took long. */
export function QueriesTab() {
  const { timeZone } = useTime();
  const columns = queryColumns(timeZone);
  return (
    <>
      <Loaded answer={useStatus('/queries')}>
        {({ running, slow, thresholdMs }) => (
          <>
            <Section title="Running">
              <DataTable
                label="Running queries"
                rows={running}
                keyOf={keyOf}
                sort={{ column: 'duration', isDescending: true }}
                columns={columns.filter(({ id }) => id !== 'outcome')}
                empty={<Notice title="No query runs now" />}
              />
            </Section>
            <Section
              title="Slow"
              note={`those that took ${shown(thresholdMs, 'milliseconds')} or more, since the start`}
            >
              <DataTable
                label="Slow queries"
                rows={slow}
                keyOf={keyOf}
                sort={{ column: 'started', isDescending: true }}
                columns={columns}
                limit={50}
                empty={<Notice title="No query took long" />}
              />
            </Section>
          </>
        )}
      </Loaded>
      <div className={styles.charts}>
        <QueryChart
          title="Time to answer, p95, by port"
          unit="s"
          queries={[
            {
              expr: 'histogram_quantile(0.95, sum by (dialect, le) (rate(quartet_http_request_duration_seconds_bucket[$__rate_interval])))',
              legend: '{{dialect}}',
            },
          ]}
        />
        <QueryChart
          title="Steps of range queries that the cache served"
          unit="percentunit"
          max={1}
          queries={[
            {
              expr: 'sum(rate(quartet_promql_cache_served_steps_total[$__rate_interval])) / sum(rate(quartet_promql_cache_asked_steps_total[$__rate_interval]))',
              legend: 'served',
            },
          ]}
        />
      </div>
    </>
  );
}

const keyOf = ({ startedMs, text, kind }: LoggedQuery): string => `${startedMs} ${kind} ${text}`;

const SIGNALS: Readonly<Record<string, 'metrics' | 'logs' | 'traces'>> = {
  promql: 'metrics',
  logql: 'logs',
  traceql: 'traces',
};

const OUTCOME_TONES: Readonly<Record<string, Tone>> = { ok: 'good', canceled: 'warn' };

const readOf = ({ read = {} }: LoggedQuery): string =>
  Object.entries(read)
    .map(([what, amount]) => (what === 'bytes' ? shown(amount, 'bytes') : `${shown(amount, 'count')} ${what}`))
    .join(', ');

const queryColumns = (timeZone: string): readonly Column<LoggedQuery>[] => [
  {
    id: 'started',
    title: 'Started',
    sortBy: ({ startedMs }) => startedMs,
    cell: ({ startedMs }) => moment(startedMs, timeZone),
  },
  {
    id: 'language',
    title: 'Language',
    sortBy: ({ language }) => language,
    cell: ({ language, kind }) => `${language} ${kind}`,
  },
  {
    id: 'text',
    title: 'Query',
    isWide: true,
    sortBy: ({ text }) => text,
    cell: ({ text, language }) => {
      const signal = SIGNALS[language];
      return signal === undefined ? (
        <code>{text}</code>
      ) : (
        <Link href={linkToExplore(signal, text)}>
          <code>{text}</code>
        </Link>
      );
    },
  },
  {
    id: 'duration',
    title: 'Took',
    isNumber: true,
    sortBy: ({ durationMs }) => durationMs,
    cell: ({ durationMs }) => shown(durationMs, 'milliseconds'),
  },
  { id: 'read', title: 'Read', cell: (query) => readOf(query) || '–' },
  {
    id: 'outcome',
    title: 'Outcome',
    sortBy: ({ outcome }) => outcome,
    cell: ({ outcome = '', error }) => (
      <span title={error}>
        <Badge tone={OUTCOME_TONES[outcome] ?? 'bad'}>{outcome}</Badge>
      </span>
    ),
  },
  { id: 'tenant', title: 'Tenant', sortBy: ({ tenant }) => tenant },
];
