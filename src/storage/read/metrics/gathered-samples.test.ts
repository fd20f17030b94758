import { describe, expect, it } from 'vitest';
import { Block } from '../../native/block-reader.js';
import { type Column, NumberColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { LabelSet } from '../labels/label-sets.js';
import { GatheredSamples, type GatheringOptions } from './gathered-samples.js';

type Row = readonly [id: bigint, ms: number, value: number];

function block(rows: readonly Row[]): Block {
  const columns: [string, Column][] = [
    [
      'id',
      new WideColumn(
        'UInt64',
        BigUint64Array.from(rows, ([id]) => id),
      ),
    ],
    [
      'ms',
      new NumberColumn(
        'Float64',
        Float64Array.from(rows, ([, ms]) => ms),
      ),
    ],
    [
      'value',
      new NumberColumn(
        'Float64',
        Float64Array.from(rows, ([, , value]) => value),
      ),
    ],
  ];
  return new Block(rows.length, new Map(columns));
}

const SETS: readonly LabelSet[] = [1n, 2n, (1n << 63n) + 1n].map((id) => ({ id, labels: ['id', String(id)] }));

async function gather(blocks: readonly (readonly Row[])[], options: GatheringOptions = {}) {
  const gathered = new GatheredSamples(SETS, options);
  for (const rows of blocks) gathered.add(block(rows));
  const series: unknown[] = [];
  for await (const runs of gathered.series()) {
    for (const { set, ts, values } of runs) series.push([set.id, [...ts], [...values]]);
  }
  return { series, disputed: gathered.disputed.map(({ id }) => id), rows: gathered.rows, span: gathered.span };
}

const many = (id: bigint, first: number, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => [id, first + i, (first + i) * 2]);

describe('GatheredSamples', () => {
  it.each<[string, Row[][], unknown[]]>([
    ['nothing', [], []],
    ['a series in one block', [[[1n, 5, 1]]], [[1n, [5], [1]]]],
    [
      'series side by side, ids that differ in the high word alone',
      [
        [
          [1n, 5, 1],
          [(1n << 63n) + 1n, 6, 2],
        ],
      ],
      [
        [1n, [5], [1]],
        [(1n << 63n) + 1n, [6], [2]],
      ],
    ],
    [
      'blocks of any order',
      [
        [
          [1n, 30, 3],
          [2n, 1, 1],
        ],
        [
          [1n, 10, 1],
          [1n, 20, 2],
        ],
      ],
      [
        [1n, [10, 20, 30], [1, 2, 3]],
        [2n, [1], [1]],
      ],
    ],
    [
      'pieces that overlap',
      [
        [
          [1n, 10, 1],
          [1n, 30, 3],
        ],
        [
          [1n, 20, 2],
          [1n, 40, 4],
        ],
      ],
      [[1n, [10, 20, 30, 40], [1, 2, 3, 4]]],
    ],
    ['what was sent twice', [[[1n, 10, 1]], [[1n, 10, 1]]], [[1n, [10], [1]]]],
    ['two parts in one block', [[[1n, 20, 2] as const, [1n, 10, 1] as const]], [[1n, [10, 20], [1, 2]]]],
    [
      'series that nobody asked for',
      [
        [
          [7n, 1, 1],
          [2n, 2, 2],
          [9n, 3, 3],
        ],
      ],
      [[2n, [2], [2]]],
    ],
  ])('%s', async (_, blocks, expected) => {
    const { series, disputed } = await gather(blocks);
    expect(series).toEqual(expected);
    expect(disputed).toEqual([]);
  });

  it('joins long pieces as well as short ones, more than it had room for', async () => {
    const blocks = Array.from({ length: 600 }, (_, i) => many(2n, i * 200, i % 2 === 0 ? 200 : 3));
    const { series, rows, span } = await gather(blocks.reverse());
    const times = blocks.reverse().flatMap((part) => part.map(([, ms]) => ms));
    expect(series).toEqual([[2n, times, times.map((ms) => ms * 2)]]);
    expect([rows, span]).toEqual([times.length, times.at(-1)! - times[0]!]);
  });

  it('leaves it to the table which of two samples counts', async () => {
    const rows: Row[][] = [
      [
        [1n, 10, 1],
        [2n, 10, 1],
      ],
      [[1n, 10, 2]],
    ];
    expect(await gather(rows)).toMatchObject({ series: [[2n, [10], [1]]], disputed: [1n] });
  });

  it('takes the last where blocks come in order', async () => {
    const rows: Row[] = [
      [1n, 10, 1],
      [1n, 10, 2],
      [1n, 20, 3],
    ];
    expect((await gather([rows, [[1n, 20, 4]]], { isOrdered: true })).series).toEqual([[1n, [10, 20], [2, 4]]]);
  });
});
