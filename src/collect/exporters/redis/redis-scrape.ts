import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import { infoNumber, parseInfo } from './info.js';
import { addField, addInfo } from './info-families.js';
import { addKeys, type CheckedKeys } from './key-families.js';
import { type Ask, type Reply, withRedis } from './redis-connection.js';
import type { RedisTarget } from './redis-target.js';

export interface RedisScrapeOptions {
  readonly connectTimeoutMs: number;
  readonly checkedKeys: readonly CheckedKeys[];
  /** Of every series. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The families of one Redis; `error` where it is down, or where a part failed. */
export interface RedisScrape {
  readonly isUp: boolean;
  readonly error: string | undefined;
  readonly families: readonly MetricFamily[];
}

/** Asks one server. Never rejects: a server that cannot be asked is `redis_up` 0. */
export async function collectRedisTarget(
  target: RedisTarget,
  { connectTimeoutMs, checkedKeys, labels = {} }: RedisScrapeOptions,
  signal: AbortSignal,
): Promise<RedisScrape> {
  const started = performance.now();
  const elapsed = (from: number) => (performance.now() - from) / 1000;
  const families = new FamilySet(labels);
  const errors: string[] = [];
  let isUp = false;
  try {
    await withRedis(target, connectTimeoutMs, signal, async (ask) => {
      families.gauge('redis_exporter_last_scrape_connect_time_seconds', 'Time that connecting took', elapsed(started));
      const pinged = performance.now();
      await ask('PING');
      families.gauge('redis_exporter_last_scrape_ping_time_seconds', 'Time that a PING took', elapsed(pinged));
      const info = await infoOf(ask);
      isUp = true;
      addInfo(info, families);
      const isCluster = info.some(({ key, value }) => key === 'cluster_enabled' && value === '1');
      for (const part of PARTS) {
        if (part === addCluster && !isCluster) continue;
        await part(ask, families).catch((error: Error) => errors.push(error.message));
      }
      await addKeys(ask, checkedKeys, families).catch((error: Error) => errors.push(error.message));
    });
  } catch (error) {
    isUp = false;
    errors.push((error as Error).message);
  }
  const shown = isUp ? families : new FamilySet(labels);
  const [error] = errors;
  shown.gauge('redis_up', 'Whether the server could be asked', isUp ? 1 : 0);
  const ofError = { err: error ?? '' };
  shown.gauge('redis_exporter_last_scrape_error', 'Whether this scrape failed', error === undefined ? 0 : 1, ofError);
  shown.gauge('redis_exporter_last_scrape_duration_seconds', 'Duration of this scrape', elapsed(started));
  return { isUp, error, families: shown.families };
}

/** Servers before version 7 know no latency statistics beside the default sections but in `ALL`. */
async function infoOf(ask: Ask) {
  const fields = parseInfo(String(await ask('INFO', 'ALL')));
  if (fields.length === 0) throw new Error('the answer to INFO has no fields');
  return fields;
}

type Part = (ask: Ask, families: FamilySet) => Promise<void>;

const addConfig: Part = async (ask, families) => {
  for (const name of ['maxclients', 'maxmemory']) {
    // Hosted servers refuse CONFIG.
    const reply = await ask('CONFIG', 'GET', name).catch(() => undefined);
    const value = infoNumber(listOf(reply)[1]?.toString() ?? '');
    if (value !== undefined) families.gauge(`redis_config_${name}`, `The setting ${name}`, value);
  }
};

const addSlowLog: Part = async (ask, families) => {
  families.gauge('redis_slowlog_length', 'Entries of the slow log', Number(await ask('SLOWLOG', 'LEN')));
  const [latest] = listOf(await ask('SLOWLOG', 'GET', '1'));
  const [id = 0, , usec = 0] = listOf(latest);
  families.gauge('redis_slowlog_last_id', 'Id of the latest entry of the slow log', Number(id));
  const help = 'Duration of the latest entry of the slow log';
  families.gauge('redis_last_slow_execution_duration_seconds', help, Number(usec) / 1e6);
};

const addLatencySpikes: Part = async (ask, families) => {
  for (const spike of listOf(await ask('LATENCY', 'LATEST'))) {
    const [event, seconds, ms] = listOf(spike);
    const labels = { event_name: String(event) };
    families.gauge('redis_latency_spike_last', 'When it last took long, seconds since 1970', Number(seconds), labels);
    families.gauge('redis_latency_spike_duration_seconds', 'How long that was', Number(ms) / 1000, labels);
  }
};

const addCluster: Part = async (ask, families) => {
  for (const field of parseInfo(String(await ask('CLUSTER', 'INFO')))) addField(field, families);
};

const PARTS: readonly Part[] = [addConfig, addSlowLog, addLatencySpikes, addCluster];

const listOf = (reply: Reply): readonly Reply[] => (Array.isArray(reply) ? reply : []);
