import type { DashboardSpec } from '../dashboard.js';
import { perSecond, quantile } from '../expressions.js';
import { toDashboard, toLogs, toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { logLines } from '../panels/log-lines.js';
import { rows, traceRows } from '../panels/rows.js';
import { upOrDown } from '../panels/states.js';
import { metric, withExemplars } from '../queries.js';
import { instanceVariable, labelVariable } from '../variables.js';

const I = 'instance=~"$instance"';
const D = `${I}, datname=~"$datname", datname!~"template.*|"`;
const NONE = 'no PostgreSQL is watched: docs/exporters.md';
const CONNECTIONS = `sum by (instance, server) (pg_stat_activity_count{${I}}) / on (instance, server) max by (instance, server) (pg_settings_max_connections{${I}})`;
const HITS = `sum by (datname) (rate(pg_stat_database_blks_hit{${D}}[$__rate_interval]))`;
const READS = `sum by (datname) (rate(pg_stat_database_blks_read{${D}}[$__rate_interval]))`;
const lines = [toLogs('Its log', '{service_name=~"postgres.*"}'), toDashboard('The hosts', 'host')];

export const database: DashboardSpec = {
  uid: 'database',
  title: 'Database: PostgreSQL',
  description:
    'Connections, transactions, locks, cache and replication of servers (postgres_exporter’s names), and the queries of services.',
  tags: ['infrastructure', 'database'],
  variables: [
    instanceVariable('pg_up'),
    labelVariable('datname', 'Database', 'pg_stat_database_xact_commit{datname!~"template.*|"}'),
  ],
  alerts: 'category="database"',
  sections: [
    {
      title: 'Is the database well?',
      panels: [
        figure({
          title: 'Is it reachable?',
          about: 'Whether all servers accept connections. PostgresqlDown fires after a minute.',
          query: metric(`min(pg_up{${I}})`),
          warn: 1,
          bad: 0,
          isMoreBetter: true,
          mappings: upOrDown({ one: 'Up', zero: 'Down' }),
          nothing: NONE,
        }),
        figure({
          title: 'Connections taken',
          about: 'Share of max_connections. Alerts fire above 80 % and 95 %.',
          query: metric(`max(${CONNECTIONS})`),
          unit: 'percentunit',
          warn: 0.8,
          bad: 0.95,
          nothing: NONE,
        }),
        figure({
          title: 'Found in its cache',
          about: 'Share of blocks that need not be read from the disk. PostgresqlCacheHitRatioLow fires below 90 %.',
          query: metric(`sum(${HITS}) / (sum(${HITS}) + sum(${READS}) > 0)`),
          unit: 'percentunit',
          warn: 0.95,
          bad: 0.9,
          isMoreBetter: true,
          nothing: NONE,
        }),
        figure({
          title: 'Longest transaction',
          about: 'Time since the oldest open transaction began. PostgresqlLongTransaction fires above 5 minutes.',
          query: metric(`max(pg_stat_activity_max_tx_duration{${D}})`),
          unit: 's',
          warn: 60,
          bad: 300,
          nothing: NONE,
        }),
        figure({
          title: 'Deadlocks in this time',
          about: 'Within the dashboard’s time.',
          query: metric(`sum(increase(pg_stat_database_deadlocks{${D}}[$__range]))`),
          decimals: 0,
          warn: 1,
          bad: 3,
          nothing: NONE,
        }),
        figure({
          title: 'Slow queries of services',
          about: 'Share of the services’ queries that take over a second. DatabaseSlowQueries fires above 5 %.',
          query: metric(
            '1 - sum(rate(db_query_duration_seconds_bucket{le=~"1|1.0"}[$__rate_interval])) / (sum(rate(db_query_duration_seconds_count[$__rate_interval])) > 0)',
          ),
          unit: 'percentunit',
          decimals: 1,
          warn: 0.01,
          bad: 0.05,
          links: [toTraces('Slow queries', '{ span.db.system.name != nil && duration > 1s }')],
        }),
      ],
    },
    {
      title: 'What do services ask of it?',
      panels: [
        chart({
          title: 'How long do queries of services take?',
          about: 'One in twenty takes longer than this (p95), as the services measure it, by operation and table.',
          queries: [
            withExemplars(quantile(0.95, 'db_query_duration_seconds', 'operation, table'), '{{operation}} {{table}}'),
          ],
          unit: 's',
          warn: 1,
          links: [
            toTraces('Slow queries', '{ span.db.system.name != nil && duration > 1s }'),
            toDashboard('platform-services', 'platform-services'),
          ],
        }),
        chart({
          title: 'Which tables do services ask?',
          about: 'Queries a second by table and operation.',
          queries: [
            metric(perSecond('db_query_duration_seconds_count', 'operation, table'), '{{operation}} {{table}}'),
          ],
          unit: 'ops',
          isStacked: true,
          links: [toDashboard('platform-services', 'platform-services')],
        }),
      ],
    },
    {
      title: 'What does the server do?',
      panels: [
        chart({
          title: 'What are connections doing?',
          about: 'Connections by state. Those idle in transaction hold locks.',
          queries: [metric(`sum by (state) (pg_stat_activity_count{${D}})`, '{{state}}')],
          unit: 'short',
          isStacked: true,
          width: 8,
          nothing: NONE,
          links: lines,
        }),
        chart({
          title: 'How many transactions?',
          about: 'Transactions a second that were committed and rolled back.',
          queries: [
            metric(`sum(rate(pg_stat_database_xact_commit{${D}}[$__rate_interval]))`, 'committed'),
            metric(`sum(rate(pg_stat_database_xact_rollback{${D}}[$__rate_interval]))`, 'rolled back'),
          ],
          unit: 'ops',
          width: 8,
          nothing: NONE,
          links: lines,
        }),
        chart({
          title: 'How much is found in its cache?',
          about: 'Share of blocks by database.',
          queries: [metric(`${HITS} / (${HITS} + ${READS} > 0)`, '{{datname}}')],
          unit: 'percentunit',
          max: 1,
          bad: 0.9,
          isMoreBetter: true,
          width: 8,
          nothing: NONE,
          links: lines,
        }),
        chart({
          title: 'What happens to rows?',
          about: 'Rows a second.',
          queries: ['fetched', 'inserted', 'updated', 'deleted'].map((what) =>
            metric(`sum(rate(pg_stat_database_tup_${what}{${D}}[$__rate_interval]))`, what),
          ),
          unit: 'ops',
          width: 8,
          nothing: NONE,
          links: lines,
        }),
        chart({
          title: 'Which locks are held?',
          about: 'Locks by mode. Exclusive ones make others wait.',
          queries: [metric(`sum by (mode) (pg_locks_count{${I}, datname=~"$datname"} > 0)`, '{{mode}}')],
          unit: 'short',
          width: 8,
          nothing: 'no locks are held',
          links: lines,
        }),
        chart({
          title: 'How large are databases?',
          about: 'Bytes on the disk.',
          queries: [metric(`pg_database_size_bytes{${D}}`, '{{datname}}')],
          unit: 'bytes',
          width: 8,
          nothing: NONE,
          links: lines,
        }),
        chart({
          title: 'Are replicas behind?',
          about: 'Seconds by which a replica is behind its primary. PostgresqlReplicationLag fires above 30 s.',
          queries: [metric(`pg_replication_lag_seconds{${I}}`, '{{instance}}')],
          unit: 's',
          warn: 10,
          bad: 30,
          nothing: 'no server is a replica',
          links: lines,
        }),
        rows({
          title: 'Which tables need a vacuum?',
          about: 'Tables with the most dead rows. PostgresqlDeadRows fires where they are many and no vacuum comes.',
          keys: { datname: 'Database', relname: 'Table' },
          columns: [
            {
              name: 'Dead rows',
              expr: `topk(20, sum by (datname, relname) (pg_stat_user_tables_n_dead_tup{${I}}))`,
              decimals: 0,
            },
            {
              name: 'Live rows',
              expr: `sum by (datname, relname) (pg_stat_user_tables_n_live_tup{${I}})`,
              decimals: 0,
            },
          ],
          height: 8,
          nothing: NONE,
        }),
      ],
    },
    {
      title: 'Single queries',
      panels: [
        traceRows({
          title: 'Which requests waited for the database?',
          about: 'The latest traces with a query that took over half a second.',
          query: '{ span.db.system.name != nil && duration > 500ms }',
          nothing: 'no query took so long',
        }),
        logLines({
          title: 'What does it log?',
          about: 'Lines of PostgreSQL’s own log about slow statements, errors and refused connections.',
          query: '{service_name=~"postgres.*"} |~ "duration: |ERROR|FATAL|PANIC"',
          nothing: 'no such lines of a service called postgres…',
        }),
      ],
    },
  ],
};
