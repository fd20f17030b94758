import { describe, expect, it } from 'vitest';
import type { LabelSet } from '../labels/label-sets.js';
import { seriesChunks } from './series-chunks.js';

const set = (name: string, id: number): LabelSet => ({ id: BigInt(id), labels: ['__name__', name] });

function chunks(sets: readonly LabelSet[], whole: readonly string[], seriesAtOnce: number) {
  const selected = { sets, isWhole: (name: string) => whole.includes(name) };
  return Array.from(seriesChunks(selected, { seriesOf: () => seriesAtOnce }), (chunk) => [
    chunk.sets.map(({ id }) => Number(id)),
    chunk.condition,
  ]);
}

const A = [3, 1, 2].map((id) => set('a', id));
const B = [4, 5].map((id) => set('b', id));

describe('seriesChunks', () => {
  it.each<[string, LabelSet[], string[], number, unknown[]]>([
    ['nothing', [], ['a'], 9, []],
    ['a whole name', A, ['a'], 9, [[[3, 1, 2], "name = 'a'"]]],
    ['whole names together', [...A, ...B], ['a', 'b'], 9, [[[3, 1, 2, 4, 5], "name IN ['a', 'b']"]]],
    [
      'whole names that fill a chunk each',
      [...A, ...B],
      ['a', 'b'],
      3,
      [
        [[3, 1, 2], "name = 'a'"],
        [[4, 5], "name = 'b'"],
      ],
    ],
    [
      'a name that is too large, by ranges of ids',
      A,
      ['a'],
      2,
      [
        [[1, 2], "name = 'a' AND id >= 1 AND id <= 2"],
        [[3], "name = 'a' AND id >= 3 AND id <= 3"],
      ],
    ],
    [
      'parts of names, by ids',
      [...A, ...B],
      [],
      9,
      [[[3, 1, 2, 4, 5], "name IN ['a', 'b'] AND id IN [3, 1, 2, 4, 5]"]],
    ],
    ['one series', [A[0]!], [], 9, [[[3], "name = 'a' AND id = 3"]]],
    ['a name with a quote', [set("a' OR 1=1 --", 1)], [], 9, [[[1], "name = 'a\\' OR 1=1 --' AND id = 1"]]],
  ])('%s', (_, sets, whole, seriesAtOnce, expected) => {
    expect(chunks(sets, whole, seriesAtOnce)).toEqual(expected);
  });

  it('lists no more than 20,000 ids', () => {
    const sets = Array.from({ length: 45_000 }, (_, id) => set('a', id));
    expect(chunks(sets, [], 1e9).map(([ids]) => (ids as number[]).length)).toEqual([20_000, 20_000, 5_000]);
  });
});
