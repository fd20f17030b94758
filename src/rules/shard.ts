import { placeAmong } from '../lib/place-among.js';
import { groupHash } from './group-hash.js';
import type { RuleGroup } from './rule-group.js';

/** One of several programs that share the groups of rules. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** Of `i/n`, 1 ≤ i ≤ n ≤ 1000; undefined for another text. */
export function parseShard(text: string): Shard | undefined {
  const read = placeAmong(text, { first: 1, most: 1000 });
  return read && { index: read.place, count: read.count };
}

/** Each group belongs to exactly one of `count` shards, whatever other groups there are. */
export const belongsTo = ({ index, count }: Shard, group: Pick<RuleGroup, 'tenant' | 'file' | 'name'>): boolean =>
  Number(groupHash(group) % BigInt(count)) === index - 1;
