import { expect, it } from 'vitest';
import { belongsTo, parseShard } from './shard.js';

it.each([
  ['1/1', { index: 1, count: 1 }],
  ['2/3', { index: 2, count: 3 }],
  ['0/3', undefined],
  ['4/3', undefined],
  ['1/0', undefined],
  ['1', undefined],
  ['1/2/3', undefined],
  ['-1/2', undefined],
  ['1/2000', undefined],
])('%s is the shard %j', (text, shard) => {
  expect(parseShard(text)).toEqual(shard);
});

it('each group belongs to one shard, and every shard has its part', () => {
  const groups = Array.from({ length: 300 }, (_, i) => ({ tenant: 'a', file: `/etc/${i % 7}.yml`, name: `g${i}` }));
  const shards = [1, 2, 3].map((index) => ({ index, count: 3 }));
  const parts = shards.map((shard) => groups.filter((group) => belongsTo(shard, group)));
  expect(parts.flat()).toHaveLength(groups.length);
  expect(new Set(parts.flat()).size).toBe(groups.length);
  for (const part of parts) expect(part.length).toBeGreaterThan(60);
});
