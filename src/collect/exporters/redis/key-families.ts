import type { FamilySet } from '../family-set.js';
import type { Ask, Reply } from './redis-connection.js';

/** A key, or a pattern of keys, in a database. */
export interface CheckedKeys {
  readonly database: number;
  readonly pattern: string;
}

/** Commands that tell the size of a key of a type. */
const SIZES: Readonly<Record<string, string>> = {
  string: 'STRLEN',
  list: 'LLEN',
  set: 'SCARD',
  zset: 'ZCARD',
  hash: 'HLEN',
  stream: 'XLEN',
};

/** Keys that one scrape looks at; beyond it the rest is left out. */
const MAX_KEYS = 10_000;
const SCANNED_AT_ONCE = '1000';
const MAX_VALUE_BYTES = 64;

/** `db3=user_count,sessions:*`, as redis_exporter's `check-keys` is written. */
export function parseCheckedKeys(text: string): CheckedKeys[] {
  return text.split(',').flatMap((part) => {
    const trimmed = part.trim();
    if (trimmed === '') return [];
    const given = /^(?:db)?(\d+)=(.+)$/.exec(trimmed);
    return [given === null ? { database: 0, pattern: trimmed } : { database: Number(given[1]), pattern: given[2]! }];
  });
}

/** Sizes of keys, and the values of those that are numbers. */
export async function addKeys(ask: Ask, checked: readonly CheckedKeys[], families: FamilySet): Promise<void> {
  let left = MAX_KEYS;
  for (const { database, pattern } of checked) {
    await ask('SELECT', String(database));
    for await (const key of matchingKeys(ask, pattern)) {
      if (left-- <= 0) return;
      await addKey(ask, { db: `db${database}`, key }, families);
    }
  }
}

async function* matchingKeys(ask: Ask, pattern: string): AsyncGenerator<string> {
  if (!/[*?[\]\\^-]/.test(pattern)) {
    yield pattern;
    return;
  }
  const seen = new Set<string>();
  let cursor = '0';
  do {
    const reply = await ask('SCAN', cursor, 'MATCH', pattern, 'COUNT', SCANNED_AT_ONCE);
    const [next, keys] = reply as [string, Reply[]];
    for (const key of keys.map(String)) {
      if (seen.has(key)) continue;
      seen.add(key);
      yield key;
    }
    cursor = String(next);
  } while (cursor !== '0' && seen.size < MAX_KEYS);
}

async function addKey(ask: Ask, labels: { readonly db: string; readonly key: string }, families: FamilySet) {
  const type = String(await ask('TYPE', labels.key));
  const command = SIZES[type];
  if (command === undefined) return;
  const size = Number(await ask(command, labels.key));
  families.gauge('redis_key_size', 'Length or size of the key', size, labels);
  if (type !== 'string' || size > MAX_VALUE_BYTES) return;
  const text = String((await ask('GET', labels.key)) ?? '');
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isNaN(value)) families.gauge('redis_key_value', 'Value of the key', value, labels);
}
