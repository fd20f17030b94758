import type { View } from '../view.js';

const STATES = [
  'active',
  'idle',
  'idle in transaction',
  'idle in transaction (aborted)',
  'fastpath function call',
  'disabled',
];

/**
 * Every database has a series for every state, if only of 0.
 * https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW
 */
const activity: View = {
  collector: 'stat_activity',
  prefix: 'pg_stat_activity',
  sql: `SELECT datname, state, coalesce(usename, '') AS usename, coalesce(application_name, '') AS application_name,
      coalesce(backend_type, '') AS backend_type, coalesce(wait_event_type, '') AS wait_event_type,
      coalesce(wait_event, '') AS wait_event, coalesce(count, 0) AS count, coalesce(max_tx_duration, 0) AS max_tx_duration
    FROM pg_database
    CROSS JOIN unnest(ARRAY[${STATES.map((state) => `'${state}'`).join(', ')}]) AS state
    LEFT JOIN (
      SELECT datname, state, usename, application_name, backend_type, wait_event_type, wait_event, count(*) AS count,
        max(extract(epoch FROM now() - xact_start))::float8 AS max_tx_duration
      FROM pg_stat_activity GROUP BY 1, 2, 3, 4, 5, 6, 7
    ) AS backends USING (datname, state)
    WHERE datallowconn AND NOT datistemplate`,
  labels: ['datname', 'state', 'usename', 'application_name', 'backend_type', 'wait_event_type', 'wait_event'],
  metrics: {
    count: ['gauge', 'Connections in this state'],
    max_tx_duration: ['gauge', 'Longest that a transaction in this state has run, s'],
  },
};

/** Of those that run longer than a minute. Those of autovacuum are as long as they have to be. */
const longRunning: View = {
  collector: 'long_running_transactions',
  prefix: 'pg',
  sql: `SELECT count(*) AS long_running_transactions,
      coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8
        AS long_running_transactions_oldest_timestamp_seconds
    FROM pg_stat_activity
    WHERE state IS DISTINCT FROM 'idle' AND query NOT LIKE 'autovacuum:%' AND pid <> pg_backend_pid()
      AND clock_timestamp() - xact_start > interval '1 minute'`,
  labels: [],
  metrics: {
    long_running_transactions: ['gauge', 'Transactions that have run for more than a minute'],
    long_running_transactions_oldest_timestamp_seconds: ['gauge', 'Age of the oldest of them, s'],
  },
};

/** Every database has a series for every mode, if only of 0. */
const locks: View = {
  collector: 'locks',
  prefix: 'pg_locks',
  sql: `SELECT pg_database.datname, lower(modes.mode) AS mode, count(pid) AS count
    FROM pg_database
    CROSS JOIN unnest(ARRAY['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock',
      'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock', 'SIReadLock']) AS modes (mode)
    LEFT JOIN pg_locks ON pg_locks.mode = modes.mode AND pg_locks.database = pg_database.oid
    WHERE NOT datistemplate
    GROUP BY 1, 2`,
  labels: ['datname', 'mode'],
  metrics: { count: ['gauge', 'Locks held or waited for'] },
};

/** https://www.postgresql.org/docs/current/progress-reporting.html#VACUUM-PROGRESS-REPORTING */
const vacuumProgress: View = {
  collector: 'stat_progress_vacuum',
  prefix: 'pg_stat_progress_vacuum',
  sql: `SELECT datname, relid::regclass::text AS relname, heap_blks_total AS heap_blocks,
      heap_blks_scanned AS heap_blocks_scanned, heap_blks_vacuumed AS heap_blocks_vacuumed,
      index_vacuum_count AS index_vacuums
    FROM pg_stat_progress_vacuum WHERE datname = current_database()`,
  isOfDatabase: true,
  labels: ['datname', 'relname'],
  metrics: {
    heap_blocks: ['gauge', 'Blocks of the table'],
    heap_blocks_scanned: ['gauge', 'Blocks scanned so far'],
    heap_blocks_vacuumed: ['gauge', 'Blocks vacuumed so far'],
    index_vacuums: ['gauge', 'Rounds over the indexes that are done'],
  },
};

export const activityViews: readonly View[] = [activity, longRunning, locks, vacuumProgress];
