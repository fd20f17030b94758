import type { View } from '../view.js';

const CLEANING = {
  buffers_clean: ['counter', 'Buffers written by the background writer'],
  maxwritten_clean: ['counter', 'Times that the background writer stopped because it had written too many buffers'],
  buffers_alloc: ['counter', 'Buffers allocated'],
  stats_reset: ['counter', 'When these statistics were last reset, seconds since 1970'],
} as const satisfies View['metrics'];

const CHECKPOINTS = {
  checkpoints_timed: ['counter', 'Checkpoints that were due'],
  checkpoints_req: ['counter', 'Checkpoints that were asked for'],
  checkpoint_write_time: ['counter', 'Time that checkpoints spent writing files, ms'],
  checkpoint_sync_time: ['counter', 'Time that checkpoints spent synchronizing files, ms'],
  buffers_checkpoint: ['counter', 'Buffers written by checkpoints'],
  buffers_backend: ['counter', 'Buffers written by backends themselves'],
  buffers_backend_fsync: ['counter', 'Times that a backend had to call fsync itself'],
} as const satisfies View['metrics'];

/**
 * Each column under the name of before postgres_exporter 0.11 and under that of now, `_total`: dashboards use both.
 * https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-BGWRITER-VIEW
 */
function backgroundWriter(columns: View['metrics'], versions: Pick<View, 'since' | 'until'>): View {
  const names = Object.keys(columns);
  const columnValue = (name: string) => (name === 'stats_reset' ? 'extract(epoch FROM stats_reset)' : name);
  return {
    collector: 'stat_bgwriter',
    prefix: 'pg_stat_bgwriter',
    ...versions,
    sql: `SELECT ${names.map((name) => `${columnValue(name)} AS ${name}, ${columnValue(name)} AS ${name}_total`).join(', ')}
      FROM pg_stat_bgwriter`,
    labels: [],
    metrics: {
      ...columns,
      ...Object.fromEntries(Object.entries(columns).map(([name, metric]) => [`${name}_total`, metric])),
    },
  };
}

/** https://www.postgresql.org/docs/17/monitoring-stats.html#MONITORING-PG-STAT-CHECKPOINTER-VIEW */
const checkpointer: View = {
  collector: 'stat_checkpointer',
  prefix: 'pg_stat_checkpointer',
  since: 170_000,
  sql: `SELECT num_timed AS num_timed_total, num_requested AS num_requested_total,
      restartpoints_timed AS restartpoints_timed_total, restartpoints_req AS restartpoints_req_total,
      restartpoints_done AS restartpoints_done_total, write_time AS write_time_total, sync_time AS sync_time_total,
      buffers_written AS buffers_written_total, extract(epoch FROM stats_reset) AS stats_reset_total
    FROM pg_stat_checkpointer`,
  labels: [],
  metrics: {
    num_timed_total: ['counter', 'Checkpoints that were due'],
    num_requested_total: ['counter', 'Checkpoints that were asked for'],
    restartpoints_timed_total: ['counter', 'Restartpoints that were due'],
    restartpoints_req_total: ['counter', 'Restartpoints that were asked for'],
    restartpoints_done_total: ['counter', 'Restartpoints that were made'],
    write_time_total: ['counter', 'Time spent writing files, ms'],
    sync_time_total: ['counter', 'Time spent synchronizing files, ms'],
    buffers_written_total: ['counter', 'Buffers written'],
    stats_reset_total: ['counter', 'When these statistics were last reset, seconds since 1970'],
  },
};

/** https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ARCHIVER-VIEW */
const archiver: View = {
  collector: 'stat_archiver',
  prefix: 'pg_stat_archiver',
  sql: `SELECT archived_count, failed_count,
      extract(epoch FROM now() - last_archived_time)::float8 AS last_archive_age
    FROM pg_stat_archiver`,
  labels: [],
  metrics: {
    archived_count: ['counter', 'WAL files archived'],
    failed_count: ['counter', 'Attempts to archive a WAL file that failed'],
    last_archive_age: ['gauge', 'Time since a WAL file was last archived, s'],
  },
};

const writeAheadLog: View = {
  collector: 'wal',
  prefix: 'pg_wal',
  sql: `SELECT count(*) AS segments, coalesce(sum(size), 0) AS size_bytes
    FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'`,
  labels: [],
  metrics: {
    segments: ['gauge', 'WAL files'],
    size_bytes: ['gauge', 'Disk space of the WAL files'],
  },
};

export const backgroundViews: readonly View[] = [
  backgroundWriter({ ...CLEANING, ...CHECKPOINTS }, { until: 170_000 }),
  backgroundWriter(CLEANING, { since: 170_000 }),
  checkpointer,
  archiver,
  writeAheadLog,
];
