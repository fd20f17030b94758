import { linkToExplore } from '../app/links';
import { Badge, Notice } from '../controls/notice';
import { type Column, DataTable } from '../controls/table/data-table';
import { shown } from '../format/quantity';
import { QueryChart } from '../panels/query-chart';
import { Loaded } from './loaded';
import { Section } from './section';
import styles from './status.module.css';
import { type Count, type IngestionStatus, useStatus } from './status-api';

type Receiver = IngestionStatus['receivers'][number];
type Route = IngestionStatus['requests'][number];

/** What comes in, by whom, and what is refused and why. */
export function IngestionTab() {
  return (
    <>
      <div className={styles.charts}>
        <QueryChart
          title="Items received"
          unit="suffix:/s"
          queries={[
            {
              expr: 'sum by (dialect, signal) (rate(quartet_ingest_items_total[$__rate_interval]))',
              legend: '{{dialect}} {{signal}}',
            },
          ]}
        />
        <QueryChart
          title="Bytes received"
          unit="binBps"
          queries={[
            {
              expr: 'sum by (dialect, signal) (rate(quartet_ingest_bytes_total[$__rate_interval]))',
              legend: '{{dialect}} {{signal}}',
            },
          ]}
        />
        <QueryChart
          title="Refused"
          unit="suffix:/s"
          queries={[
            {
              expr: 'sum by (reason) (rate(quartet_ingest_refused_total[$__rate_interval])) or label_replace(vector(0), "reason", "none", "", "")',
              legend: '{{reason}}',
            },
          ]}
        />
        <QueryChart
          title="Time to store, p95"
          unit="s"
          queries={[
            {
              expr: 'histogram_quantile(0.95, sum by (lane, le) (rate(quartet_write_insert_duration_seconds_bucket[$__rate_interval])))',
              legend: '{{lane}}',
            },
          ]}
        />
      </div>
      <Loaded answer={useStatus('/ingestion')}>
        {(status) => (
          <>
            <Section title="Receivers" note="by signal and tenant, since the program started">
              <DataTable
                label="Receivers"
                rows={status.receivers}
                keyOf={({ receiver, signal, tenant }) => `${receiver} ${signal} ${tenant}`}
                sort={{ column: 'rate', isDescending: true }}
                columns={receiverColumns(status.windowSeconds)}
                empty={
                  <Notice
                    title="Nothing has come in yet"
                    detail={
                      <>
                        Send OTLP to port 4318, Loki pushes to 3100, remote write to 9090.{' '}
                        <a href={linkToExplore('metrics', 'up')}>Scraped targets</a> are on their own page.
                      </>
                    }
                  />
                }
              />
            </Section>
            <Section title="Requests that bring data">
              <DataTable
                label="Requests"
                rows={status.requests}
                keyOf={({ dialect, route }) => `${dialect} ${route}`}
                sort={{ column: 'rate', isDescending: true }}
                columns={routeColumns(status.windowSeconds)}
                empty={<Notice title="No request has brought data" />}
              />
            </Section>
          </>
        )}
      </Loaded>
    </>
  );
}

const perSecond = ({ lastMinute }: Count, windowSeconds: number): number => lastMinute / Math.max(1, windowSeconds);

const receiverColumns = (windowSeconds: number): readonly Column<Receiver>[] => [
  { id: 'receiver', title: 'Receiver', sortBy: ({ receiver }) => receiver },
  { id: 'signal', title: 'Signal', sortBy: ({ signal }) => signal },
  { id: 'tenant', title: 'Tenant', sortBy: ({ tenant }) => tenant },
  {
    id: 'rate',
    title: 'Items',
    hint: 'in the last minute',
    isNumber: true,
    sortBy: ({ items }) => items.lastMinute,
    cell: ({ items }) => shown(perSecond(items, windowSeconds), 'perSecond'),
  },
  {
    id: 'bytes',
    title: 'Bytes',
    hint: 'in the last minute',
    isNumber: true,
    sortBy: ({ bytes }) => bytes.lastMinute,
    cell: ({ bytes }) => shown(perSecond(bytes, windowSeconds), 'bytesPerSecond'),
  },
  {
    id: 'total',
    title: 'All items',
    isNumber: true,
    sortBy: ({ items }) => items.total,
    cell: ({ items }) => shown(items.total, 'count'),
  },
  {
    id: 'all',
    title: 'All bytes',
    isNumber: true,
    sortBy: ({ bytes }) => bytes.total,
    cell: ({ bytes }) => shown(bytes.total, 'bytes'),
  },
  {
    id: 'refused',
    title: 'Refused',
    isNumber: true,
    sortBy: ({ refused }) => refused.total,
    cell: ({ refused }) => (refused.total === 0 ? '0' : <Badge tone="bad">{shown(refused.total, 'count')}</Badge>),
  },
  {
    id: 'reasons',
    title: 'Why',
    isWide: true,
    cell: ({ refused }) =>
      Object.entries(refused.reasons)
        .map(([reason, count]) => `${reason}: ${shown(count, 'count')}`)
        .join(', '),
  },
];

const routeColumns = (windowSeconds: number): readonly Column<Route>[] => [
  { id: 'dialect', title: 'Port', sortBy: ({ dialect }) => dialect },
  {
    id: 'route',
    title: 'Route',
    isWide: true,
    sortBy: ({ route }) => route,
    cell: ({ route }) => <code>{route}</code>,
  },
  {
    id: 'rate',
    title: 'Requests',
    isNumber: true,
    sortBy: ({ requests }) => requests.lastMinute,
    cell: ({ requests }) => shown(perSecond(requests, windowSeconds), 'perSecond'),
  },
  {
    id: 'total',
    title: 'All',
    isNumber: true,
    sortBy: ({ requests }) => requests.total,
    cell: ({ requests }) => shown(requests.total, 'count'),
  },
  {
    id: 'failed',
    title: 'Failed',
    isNumber: true,
    sortBy: ({ failed }) => failed.total,
    cell: ({ failed }) => (failed.total === 0 ? '0' : <Badge tone="bad">{shown(failed.total, 'count')}</Badge>),
  },
];
