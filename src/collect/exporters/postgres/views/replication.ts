import type { View } from '../view.js';

const LAG = `CASE WHEN NOT pg_is_in_recovery() OR pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
  ELSE greatest(0, extract(epoch FROM now() - pg_last_xact_replay_timestamp())) END`;

/** Where the server's own WAL is now, or how far it was replayed. */
const CURRENT = `CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END`;

/** `lag` is the name that older dashboards use. */
const replication: View = {
  collector: 'replication',
  prefix: 'pg_replication',
  sql: `SELECT ${LAG} AS lag, ${LAG} AS lag_seconds, pg_is_in_recovery() AS is_replica,
    extract(epoch FROM now() - pg_last_xact_replay_timestamp()) AS last_replay_seconds`,
  labels: [],
  metrics: {
    lag: ['gauge', 'How far a replica is behind its primary, s'],
    lag_seconds: ['gauge', 'How far a replica is behind its primary, s'],
    is_replica: ['gauge', 'Whether the server is a replica'],
    last_replay_seconds: ['gauge', 'Age of the last transaction that was replayed, s'],
  },
};

/** https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-REPLICATION-VIEW */
const standbys: View = {
  collector: 'stat_replication',
  prefix: 'pg_stat_replication',
  sql: `SELECT application_name, client_addr, state, pid,
      ${['sent', 'write', 'flush', 'replay'].map((one) => `pg_wal_lsn_diff(${CURRENT}, ${one}_lsn) AS pg_${one}_lsn_diff`).join(', ')},
      pg_wal_lsn_diff(${CURRENT}, '0/0') AS pg_current_wal_lsn_bytes,
      pg_wal_lsn_diff(${CURRENT}, replay_lsn) AS pg_wal_lsn_diff
    FROM pg_stat_replication`,
  labels: ['application_name', 'client_addr', 'state', 'pid'],
  metrics: {
    pg_current_wal_lsn_bytes: ['gauge', "The primary's place in the WAL, bytes"],
    pg_wal_lsn_diff: ['gauge', 'How far the standby is behind with replaying, bytes'],
    pg_sent_lsn_diff: ['gauge', 'WAL not yet sent, bytes'],
    pg_write_lsn_diff: ['gauge', 'WAL not yet written by the standby, bytes'],
    pg_flush_lsn_diff: ['gauge', 'WAL not yet flushed by the standby, bytes'],
    pg_replay_lsn_diff: ['gauge', 'WAL not yet replayed by the standby, bytes'],
  },
};

/** https://www.postgresql.org/docs/current/view-pg-replication-slots.html */
const slots: View = {
  collector: 'replication_slots',
  prefix: 'pg_replication_slots',
  sql: `SELECT slot_name, slot_type, coalesce(database, '') AS database, active,
      pg_wal_lsn_diff(${CURRENT}, restart_lsn) AS pg_wal_lsn_diff
    FROM pg_replication_slots`,
  labels: ['slot_name', 'slot_type', 'database'],
  metrics: {
    active: ['gauge', 'Whether the slot is in use'],
    pg_wal_lsn_diff: ['gauge', 'WAL that the slot holds back, bytes'],
  },
};

const slotPlaces: View = {
  collector: 'replication_slot',
  prefix: 'pg_replication_slot',
  sql: `SELECT slot_name, slot_type, pg_wal_lsn_diff(${CURRENT}, '0/0') AS slot_current_wal_lsn, active AS slot_is_active,
      coalesce(pg_wal_lsn_diff(confirmed_flush_lsn, '0/0'), 0) AS slot_confirmed_flush_lsn
    FROM pg_replication_slots`,
  labels: ['slot_name', 'slot_type'],
  metrics: {
    slot_current_wal_lsn: ['gauge', "The server's place in the WAL, bytes"],
    slot_confirmed_flush_lsn: ['gauge', 'Up to where the consumer of a logical slot has received, bytes'],
    slot_is_active: ['gauge', 'Whether the slot is in use'],
  },
};

const slotSafety: View = {
  collector: 'replication_slot',
  prefix: 'pg_replication_slot',
  since: 130_000,
  sql: 'SELECT slot_name, slot_type, safe_wal_size AS safe_wal_size_bytes FROM pg_replication_slots',
  labels: ['slot_name', 'slot_type'],
  metrics: { safe_wal_size_bytes: ['gauge', 'WAL that may still be written before the slot is lost, bytes'] },
};

/** https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-WAL-RECEIVER-VIEW */
const receiver: View = {
  collector: 'stat_wal_receiver',
  prefix: 'pg_stat_wal_receiver',
  sql: `SELECT sender_host AS upstream_host, slot_name, status, received_tli,
      pg_wal_lsn_diff(receive_start_lsn, '0/0') AS receive_start_lsn,
      extract(epoch FROM last_msg_send_time) AS last_msg_send_time,
      extract(epoch FROM last_msg_receipt_time) AS last_msg_receipt_time
    FROM pg_stat_wal_receiver`,
  labels: ['upstream_host', 'slot_name', 'status'],
  metrics: {
    receive_start_lsn: ['counter', 'Where receiving began, bytes'],
    received_tli: ['gauge', 'Timeline of the last WAL received'],
    last_msg_send_time: ['counter', 'When the last message was sent, seconds since 1970'],
    last_msg_receipt_time: ['counter', 'When the last message was received, seconds since 1970'],
  },
};

export const replicationViews: readonly View[] = [replication, standbys, slots, slotPlaces, slotSafety, receiver];
