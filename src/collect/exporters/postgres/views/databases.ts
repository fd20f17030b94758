import type { View } from '../view.js';

/** https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-DATABASE-VIEW */
const statDatabase: Omit<View, 'sql'> = {
  collector: 'stat_database',
  prefix: 'pg_stat_database',
  labels: ['datid', 'datname'],
  metrics: {
    numbackends: ['gauge', 'Backends connected to the database'],
    xact_commit: ['counter', 'Transactions committed'],
    xact_rollback: ['counter', 'Transactions rolled back'],
    blks_read: ['counter', 'Blocks read from disk'],
    blks_hit: ['counter', 'Blocks found in the buffer cache'],
    tup_returned: ['counter', 'Live rows fetched by sequential scans and index entries returned by index scans'],
    tup_fetched: ['counter', 'Live rows fetched by index scans'],
    tup_inserted: ['counter', 'Rows inserted'],
    tup_updated: ['counter', 'Rows updated'],
    tup_deleted: ['counter', 'Rows deleted'],
    conflicts: ['counter', 'Queries cancelled because of conflicts with recovery'],
    temp_files: ['counter', 'Temporary files created by queries'],
    temp_bytes: ['counter', 'Bytes written to temporary files by queries'],
    deadlocks: ['counter', 'Deadlocks detected'],
    checksum_failures: ['counter', 'Data page checksum failures detected'],
    blk_read_time: ['counter', 'Time spent reading data file blocks, ms'],
    blk_write_time: ['counter', 'Time spent writing data file blocks, ms'],
    active_time_seconds_total: ['counter', 'Time spent executing SQL statements, s'],
    stats_reset: ['counter', 'When these statistics were last reset, seconds since 1970'],
  },
};

/** `active_time` came with version 14. */
const statDatabaseViews: readonly View[] = [
  { ...statDatabase, until: 140_000, sql: statDatabaseSql('NULL') },
  { ...statDatabase, since: 140_000, sql: statDatabaseSql('active_time / 1000') },
];

function statDatabaseSql(activeSeconds: string): string {
  return `SELECT stats.*, ${activeSeconds} AS active_time_seconds_total,
      extract(epoch FROM stats.stats_reset) AS stats_reset
    FROM pg_stat_database AS stats WHERE datname IS NOT NULL`;
}

/** https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-DATABASE-CONFLICTS-VIEW */
const conflicts: View = {
  collector: 'stat_database_conflicts',
  prefix: 'pg_stat_database_conflicts',
  sql: 'SELECT * FROM pg_stat_database_conflicts',
  labels: ['datid', 'datname'],
  metrics: {
    confl_tablespace: ['counter', 'Queries cancelled because of dropped tablespaces'],
    confl_lock: ['counter', 'Queries cancelled because of lock timeouts'],
    confl_snapshot: ['counter', 'Queries cancelled because of old snapshots'],
    confl_bufferpin: ['counter', 'Queries cancelled because of pinned buffers'],
    confl_deadlock: ['counter', 'Queries cancelled because of deadlocks'],
    confl_active_logicalslot: [
      'counter',
      'Uses of logical slots cancelled because of old snapshots or a low wal_level',
    ],
  },
};

/** Databases that may not be connected to have no size that everybody may ask for. */
const database: View = {
  collector: 'database',
  prefix: 'pg_database',
  sql: `SELECT datname, datconnlimit AS connection_limit,
      CASE WHEN has_database_privilege(oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE')
        THEN pg_database_size(oid) END AS size_bytes
    FROM pg_database WHERE datallowconn AND NOT datistemplate`,
  labels: ['datname'],
  metrics: {
    size_bytes: ['gauge', 'Disk space used by the database'],
    connection_limit: ['gauge', 'Most connections that the database allows; -1 for no limit'],
  },
};

/** https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND */
const wraparound: View = {
  collector: 'database_wraparound',
  prefix: 'pg_database_wraparound',
  sql: `SELECT datname, age(datfrozenxid) AS age_datfrozenxid_seconds, mxid_age(datminmxid) AS age_datminmxid_seconds
    FROM pg_database WHERE datallowconn`,
  labels: ['datname'],
  metrics: {
    age_datfrozenxid_seconds: ['gauge', 'Age of the oldest transaction id that is not frozen, in transactions'],
    age_datminmxid_seconds: ['gauge', 'Age of the oldest multi-transaction id, in multi-transactions'],
  },
};

export const databaseViews: readonly View[] = [...statDatabaseViews, conflicts, database, wraparound];
