import { LRUCache } from 'lru-cache';
import { counter } from '../telemetry/registry.js';
import { inSpan } from '../telemetry/spans.js';
import { waitAbout } from './latency.js';

const requests = counter('cache_requests_total', 'Lookups in Redis by outcome', ['result']);

const entries = new LRUCache<string, object>({ max: 2_000, ttl: 300_000 });

/** Reads through the cache: on a miss, loads the value and keeps it for five minutes. */
export async function cached<Value extends object>(key: string, load: () => Promise<Value>): Promise<Value> {
  const found = await command('GET', key, async () => entries.get(key) as Value | undefined);
  requests.inc({ result: found === undefined ? 'miss' : 'hit' });
  if (found !== undefined) return found;
  const value = await load();
  await remember(key, value);
  return value;
}

export async function remember(key: string, value: object): Promise<void> {
  await command('SET', key, async () => entries.set(key, value));
}

export function forget(key: string): Promise<boolean> {
  return command('DEL', key, async () => entries.delete(key));
}

function command<Result>(operation: string, key: string, work: () => Promise<Result>): Promise<Result> {
  const attributes = {
    'db.system': 'redis',
    'db.system.name': 'redis',
    'db.namespace': '0',
    'db.operation.name': operation,
    // The family of keys only: a whole key could name a person.
    'db.query.text': `${operation} ${key.split(':', 1)[0]}:?`,
    'server.address': 'redis',
    'server.port': 6379,
    'peer.service': 'redis',
  };
  return inSpan(operation, 'CLIENT', attributes, async () => {
    await waitAbout(0.8, 0.4);
    return work();
  });
}
