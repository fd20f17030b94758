import type { View } from '../view.js';

/** Never is the year 1970. */
const since1970 = (column: string) => `coalesce(extract(epoch FROM ${column}), 0)::float8 AS ${column}`;

/** https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-TABLES-VIEW */
const userTables: View = {
  collector: 'stat_user_tables',
  prefix: 'pg_stat_user_tables',
  isOfDatabase: true,
  sql: `SELECT current_database() AS datname, schemaname, relname, seq_scan, seq_tup_read, idx_scan, idx_tup_fetch,
      n_tup_ins, n_tup_upd, n_tup_del, n_tup_hot_upd, n_live_tup, n_dead_tup, n_mod_since_analyze,
      ${['last_vacuum', 'last_autovacuum', 'last_analyze', 'last_autoanalyze'].map(since1970).join(', ')},
      vacuum_count, autovacuum_count, analyze_count, autoanalyze_count,
      pg_table_size(relid) AS table_size_bytes, pg_indexes_size(relid) AS index_size_bytes,
      pg_total_relation_size(relid) AS size_bytes
    FROM pg_stat_user_tables`,
  labels: ['datname', 'schemaname', 'relname'],
  metrics: {
    seq_scan: ['counter', 'Sequential scans of the table'],
    seq_tup_read: ['counter', 'Live rows fetched by sequential scans'],
    idx_scan: ['counter', 'Index scans of the table'],
    idx_tup_fetch: ['counter', 'Live rows fetched by index scans'],
    n_tup_ins: ['counter', 'Rows inserted'],
    n_tup_upd: ['counter', 'Rows updated'],
    n_tup_del: ['counter', 'Rows deleted'],
    n_tup_hot_upd: ['counter', 'Rows updated without a new index entry'],
    n_live_tup: ['gauge', 'Live rows, estimated'],
    n_dead_tup: ['gauge', 'Dead rows, estimated'],
    n_mod_since_analyze: ['gauge', 'Rows changed since the table was last analyzed, estimated'],
    last_vacuum: ['gauge', 'When the table was last vacuumed by hand, seconds since 1970; 0 for never'],
    last_autovacuum: ['gauge', 'When autovacuum last vacuumed the table, seconds since 1970; 0 for never'],
    last_analyze: ['gauge', 'When the table was last analyzed by hand, seconds since 1970; 0 for never'],
    last_autoanalyze: ['gauge', 'When autovacuum last analyzed the table, seconds since 1970; 0 for never'],
    vacuum_count: ['counter', 'Times that the table was vacuumed by hand'],
    autovacuum_count: ['counter', 'Times that autovacuum vacuumed the table'],
    analyze_count: ['counter', 'Times that the table was analyzed by hand'],
    autoanalyze_count: ['counter', 'Times that autovacuum analyzed the table'],
    table_size_bytes: ['gauge', 'Disk space of the table without its indexes'],
    index_size_bytes: ['gauge', 'Disk space of its indexes'],
    size_bytes: ['gauge', 'Disk space of both'],
  },
};

/** https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STATIO-ALL-TABLES-VIEW */
const userTablesInput: View = {
  collector: 'statio_user_tables',
  prefix: 'pg_statio_user_tables',
  isOfDatabase: true,
  sql: 'SELECT current_database() AS datname, * FROM pg_statio_user_tables',
  labels: ['datname', 'schemaname', 'relname'],
  metrics: {
    heap_blks_read: ['counter', 'Blocks of the table read from disk'],
    heap_blks_hit: ['counter', 'Blocks of the table found in the buffer cache'],
    idx_blks_read: ['counter', 'Blocks of its indexes read from disk'],
    idx_blks_hit: ['counter', 'Blocks of its indexes found in the buffer cache'],
    toast_blks_read: ['counter', 'Blocks of its TOAST table read from disk'],
    toast_blks_hit: ['counter', 'Blocks of its TOAST table found in the buffer cache'],
    tidx_blks_read: ['counter', "Blocks of the TOAST table's index read from disk"],
    tidx_blks_hit: ['counter', "Blocks of the TOAST table's index found in the buffer cache"],
  },
};

export const tableViews: readonly View[] = [userTables, userTablesInput];
