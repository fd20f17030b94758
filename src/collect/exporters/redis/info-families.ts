import type { FamilySet } from '../family-set.js';
import { COUNTERS, GAUGES, SAME } from './field-names.js';
import { type InfoField, infoNumber, parsePairs } from './info.js';

/** Sections whose lines have a shape of their own. */
const SECTIONS: Readonly<Record<string, (field: InfoField, families: FamilySet) => void>> = {
  keyspace: keyspace,
  commandstats: commandStats,
  latencystats: latencyStats,
  errorstats: errorStats,
};

const INSTANCE_LABELS = [
  'role',
  'redis_version',
  'redis_build_id',
  'redis_mode',
  'os',
  'maxmemory_policy',
  'tcp_port',
  'run_id',
  'process_id',
  'master_replid',
] as const;

/** The series of INFO's fields that redis_exporter knows. */
export function addInfo(fields: readonly InfoField[], families: FamilySet): void {
  const values = new Map(fields.map(({ key, value }) => [key, value]));
  for (const field of fields) {
    const bySection = SECTIONS[field.section];
    if (bySection !== undefined) bySection(field, families);
    else addField(field, families);
  }
  const instance = Object.fromEntries(INSTANCE_LABELS.map((label) => [label, values.get(label) ?? '']));
  families.gauge('redis_instance_info', 'What the server says of itself', 1, instance);
  const uptime = infoNumber(values.get('uptime_in_seconds') ?? '');
  if (uptime !== undefined) {
    const now = infoNumber(values.get('server_time_usec') ?? '');
    const seconds = now === undefined ? Date.now() / 1000 : now / 1e6;
    families.gauge('redis_start_time_seconds', 'When the server was started', Math.round(seconds - uptime));
  }
  const fork = infoNumber(values.get('latest_fork_usec') ?? '');
  if (fork !== undefined) families.gauge('redis_latest_fork_seconds', 'Duration of the latest fork', fork / 1e6);
  if (values.get('role') === 'slave') addReplica(values, families);
}

/** Also of CLUSTER INFO, which has the same form. */
export function addField({ key, value }: InfoField, families: FamilySet): void {
  const replica = /^slave\d+$/.test(key) ? parsePairs(value) : undefined;
  if (replica !== undefined) {
    addConnectedReplica(replica, families);
    return;
  }
  const number = infoNumber(value);
  if (number === undefined) return;
  const help = `INFO's ${key}`;
  if (Object.hasOwn(COUNTERS, key)) families.counter(`redis_${COUNTERS[key]}`, help, number);
  else if (Object.hasOwn(GAUGES, key)) families.gauge(`redis_${GAUGES[key]}`, help, number);
  else if (SAME.has(key)) families.gauge(`redis_${key}`, help, number);
}

/** `db0:keys=1,expires=0,avg_ttl=0`, ms. */
function keyspace({ key, value }: InfoField, families: FamilySet): void {
  if (!/^db\d+$/.test(key)) return;
  const pairs = parsePairs(value);
  const number = (name: string) => infoNumber(pairs.get(name) ?? '');
  const labels = { db: key };
  const [keys, expires, ttl, cached] = [number('keys'), number('expires'), number('avg_ttl'), number('cached_keys')];
  if (keys !== undefined) families.gauge('redis_db_keys', 'Keys in the database', keys, labels);
  if (expires !== undefined) families.gauge('redis_db_keys_expiring', 'Keys with a time to live', expires, labels);
  if (ttl !== undefined && ttl > 0)
    families.gauge('redis_db_avg_ttl_seconds', 'Average time to live of those', ttl / 1000, labels);
  if (cached !== undefined) families.gauge('redis_db_keys_cached', 'Keys held in memory', cached, labels);
}

/** `cmdstat_get:calls=1,usec=2,usec_per_call=2.00,rejected_calls=0,failed_calls=0`. */
function commandStats({ key, value }: InfoField, families: FamilySet): void {
  const labels = { cmd: key.replace(/^cmdstat_/, '') };
  const pairs = parsePairs(value);
  const number = (name: string) => infoNumber(pairs.get(name) ?? '');
  const [calls, usec] = [number('calls'), number('usec')];
  const [rejected, failed] = [number('rejected_calls'), number('failed_calls')];
  if (calls !== undefined) families.counter('redis_commands_total', 'Calls of the command', calls, labels);
  if (usec !== undefined)
    families.counter('redis_commands_duration_seconds_total', 'Time spent in the command', usec / 1e6, labels);
  if (rejected !== undefined)
    families.counter('redis_commands_rejected_calls_total', 'Calls refused before the command ran', rejected, labels);
  if (failed !== undefined)
    families.counter('redis_commands_failed_calls_total', 'Calls that failed within the command', failed, labels);
}

/** `latency_percentiles_usec_get:p50=1.003,p99=2.007`. */
function latencyStats({ key, value }: InfoField, families: FamilySet): void {
  const cmd = key.replace(/^latency_percentiles_usec_/, '');
  for (const [name, text] of parsePairs(value)) {
    const [percentile, usec] = [infoNumber(name.replace(/^p/, '')), infoNumber(text)];
    if (percentile === undefined || usec === undefined) continue;
    const labels = { cmd, quantile: String(Number((percentile / 100).toPrecision(12))) };
    families.add('summary', 'redis_latency_percentiles_usec', 'Duration of calls, µs', { labels, value: usec });
  }
}

/** `errorstat_ERR:count=1`. */
function errorStats({ key, value }: InfoField, families: FamilySet): void {
  const count = infoNumber(parsePairs(value).get('count') ?? '');
  const labels = { err: key.replace(/^errorstat_/, '') };
  if (count !== undefined) families.counter('redis_errors_total', 'Replies with this error', count, labels);
}

function addReplica(values: ReadonlyMap<string, string>, families: FamilySet): void {
  const text = (key: string) => values.get(key) ?? '';
  const labels = { master_host: text('master_host'), master_port: text('master_port') };
  const readOnly = { ...labels, read_only: text('slave_read_only') };
  families.gauge('redis_slave_info', 'What the replica says of its primary', 1, readOnly);
  const isUp = text('master_link_status') === 'up' ? 1 : 0;
  families.gauge('redis_master_link_up', 'Whether the replica reaches its primary', isUp, labels);
  for (const key of ['master_last_io_seconds_ago', 'master_sync_in_progress']) {
    const number = infoNumber(text(key));
    if (number !== undefined) families.gauge(`redis_${key}`, `INFO's ${key}`, number, labels);
  }
}

/** `slave0:ip=…,port=…,state=online,offset=14,lag=0`. */
function addConnectedReplica(pairs: ReadonlyMap<string, string>, families: FamilySet): void {
  const text = (key: string) => pairs.get(key) ?? '';
  const labels = { slave_ip: text('ip'), slave_port: text('port'), slave_state: text('state') };
  const [offset, lag] = [infoNumber(text('offset')), infoNumber(text('lag'))];
  if (offset !== undefined)
    families.gauge('redis_connected_slave_offset_bytes', 'Up to where the replica has received', offset, labels);
  if (lag !== undefined)
    families.gauge('redis_connected_slave_lag_seconds', 'Time since the replica was heard', lag, labels);
}
