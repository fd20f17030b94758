import { Link } from 'wouter';
import { Badge } from '../controls/notice';
import { Stat, Stats } from '../controls/stats';
import { DataTable } from '../controls/table/data-table';
import { moment } from '../format/moment';
import { shown } from '../format/quantity';
import { QueryChart } from '../panels/query-chart';
import { useTime } from '../time/time-context';
import { Loaded } from './loaded';
import { Meter } from './meter';
import { Section } from './section';
import styles from './status.module.css';
import { type ProgramStatus, useStatus } from './status-api';

/** What the parts of the memory plan are for. */
const PLAN_NAMES: Readonly<Record<string, string>> = {
  engine: 'ClickHouse',
  query: 'queries',
  ingestQueue: 'rows that wait to be stored',
  recentSamples: 'newest samples',
  recentTraces: 'newest traces',
  results: 'results of range queries',
};
/** Of the plan, not bytes. */
const SERIES = 'series';

/** Whether the program is well, where it listens, and what memory it may use. */
export function OverviewTab() {
  return (
    <Loaded answer={useStatus('')} height={400}>
      {(status) => (
        <>
          <Summary status={status} />
          <SelfCharts />
          <div className={styles.columns}>
            <Parts status={status} />
            <Memory status={status} />
          </div>
          <Listeners status={status} />
        </>
      )}
    </Loaded>
  );
}

function Summary({ status }: { status: ProgramStatus }) {
  const { timeZone } = useTime();
  return (
    <Stats label="The program">
      <Stat
        name="Health"
        value={status.isHealthy ? 'Healthy' : 'Not healthy'}
        tone={status.isHealthy ? 'good' : 'bad'}
      />
      <Stat name="Version" value={status.version} note={`Node ${status.node}`} />
      <Stat
        name="Up for"
        value={shown(status.uptimeMs, 'milliseconds')}
        note={`since ${moment(status.startedMs, timeZone)}`}
      />
      <Stat
        name="Memory"
        value={shown(status.memory.used.rss, 'bytes')}
        note={`of ${shown(status.memory.limit, 'bytes')}`}
      />
      <Stat name="Engine" value={`ClickHouse ${status.engine.version}`} note={status.engine.kind} />
    </Stats>
  );
}

/** The program's own metrics, which it scrapes from itself. */
const SelfCharts = () => (
  <div className={styles.charts}>
    <QueryChart
      title="CPU"
      unit="percentunit"
      height={176}
      queries={[
        {
          expr: 'sum by (instance) (rate(process_cpu_seconds_total{job="quartet"}[$__rate_interval]))',
          legend: '{{instance}}',
        },
      ]}
    />
    <QueryChart
      title="Resident memory"
      unit="bytes"
      height={176}
      queries={[{ expr: 'sum by (instance) (process_resident_memory_bytes{job="quartet"})', legend: '{{instance}}' }]}
    />
    <QueryChart
      title="Requests by port"
      unit="reqps"
      height={176}
      queries={[
        {
          expr: 'sum by (dialect) (rate(quartet_http_request_duration_seconds_count[$__rate_interval]))',
          legend: '{{dialect}}',
        },
      ]}
    />
    <QueryChart
      title="Event loop lag, p99"
      unit="s"
      height={176}
      queries={[{ expr: 'nodejs_eventloop_lag_p99_seconds{job="quartet"}', legend: '{{instance}}' }]}
    />
  </div>
);

const Parts = ({ status }: { status: ProgramStatus }) => (
  <Section title="Parts">
    <DataTable
      label="Parts"
      rows={status.parts}
      keyOf={({ name }) => name}
      columns={[
        { id: 'name', title: 'Part', sortBy: ({ name }) => name },
        {
          id: 'health',
          title: 'Health',
          cell: ({ isHealthy }) => (
            <Badge tone={isHealthy ? 'good' : 'bad'}>{isHealthy ? 'healthy' : 'cannot work'}</Badge>
          ),
        },
        { id: 'problem', title: 'Why', isWide: true, cell: ({ problem }) => problem ?? '' },
      ]}
    />
    <p className={styles.ways}>
      <Link href="/status/targets">Targets</Link> · <Link href="/alerts/rules?kind=failing">Failing rules</Link> ·{' '}
      <Link href="/alerts/firing?filter=quartet">Alerts about this program</Link>
    </p>
  </Section>
);

function Memory({ status: { memory } }: { status: ProgramStatus }) {
  const plan = Object.entries(memory.plan).filter(([name]) => name !== SERIES);
  const most = memory.plan[SERIES];
  return (
    <Section title="Memory plan" note={most === undefined ? undefined : `room for ${shown(most, 'count')} series`}>
      <DataTable
        label="Memory plan"
        rows={plan}
        keyOf={([name]) => name}
        sort={{ column: 'bytes', isDescending: true }}
        columns={[
          { id: 'name', title: 'What for', cell: ([name]) => PLAN_NAMES[name] ?? name },
          {
            id: 'bytes',
            title: 'At most',
            isNumber: true,
            sortBy: ([, bytes]) => bytes,
            cell: ([, bytes]) => shown(bytes, 'bytes'),
          },
          {
            id: 'share',
            title: 'Of the limit',
            cell: ([name, bytes]) => <Meter label={`${name} of the limit`} value={bytes} max={memory.limit} />,
          },
        ]}
      />
    </Section>
  );
}

const Listeners = ({ status }: { status: ProgramStatus }) => (
  <Section title="Listens on">
    <DataTable
      label="Listeners"
      rows={status.listeners}
      keyOf={({ dialect }) => dialect}
      columns={[
        { id: 'title', title: 'What', isWide: true, sortBy: ({ title }) => title },
        { id: 'address', title: 'Address', sortBy: ({ address }) => address },
        { id: 'port', title: 'Port', isNumber: true, sortBy: ({ port }) => port },
      ]}
    />
  </Section>
);
