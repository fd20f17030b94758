import { describe, expect, it } from 'vitest';
import {
  callOf,
  HISTOGRAM_OF_ONE,
  selectorOf,
  seriesOf,
  shown,
  vectorOf,
} from '../../../../test/support/promql-call.js';
import { MemoryReader } from '../../../rules/unit-test/memory-reader.js';
import { TIMESTAMP_FUNCTIONS } from './timestamp.js';

const GRID = { start: 60_000, step: 60_000, count: 3 };

describe('timestamp', () => {
  const reader = new MemoryReader([
    { labels: ['__name__', 'm', 'a', '1'], ts: Float64Array.of(59_250, 130_000), values: Float64Array.of(7, 8) },
    { labels: ['__name__', 'n', 'a', '1'], ts: Float64Array.of(1000), values: Float64Array.of(1) },
  ]);

  it('of a selector is that of the samples', async () => {
    const ofM = selectorOf({ __name__: 'm' });
    const inParentheses = { kind: 'parentheses', expression: ofM, position: { start: 0, end: 0 } } as const;
    for (const argument of [ofM, inParentheses]) {
      const times = await vectorOf(TIMESTAMP_FUNCTIONS, 'timestamp', [argument], { grid: GRID, reader });
      expect(shown(times)).toEqual([[{ a: '1' }, 59.25, 59.25, 130]]);
    }
  });

  it('fails where series are told apart by nothing but their name', async () => {
    const both = selectorOf({ __name__: '=~m|n' });
    const call = vectorOf(TIMESTAMP_FUNCTIONS, 'timestamp', [both], { grid: GRID, reader });
    await expect(call).rejects.toThrow('same labelset');
  });

  it('of anything else is that of the step', async () => {
    const series = seriesOf({ a: '1' }, 5, undefined, HISTOGRAM_OF_ONE);
    const node = { kind: 'unary', op: '+', expression: selectorOf({}), position: { start: 0, end: 0 } } as const;
    const implementation = TIMESTAMP_FUNCTIONS.timestamp!;
    if (implementation.kind !== 'vector') throw new Error();
    const call = { ...callOf('timestamp', [node], { grid: GRID }), vector: async () => [series] };
    expect(shown(await implementation.evaluate(call))).toEqual([[{ a: '1' }, 60, undefined, 180]]);
  });
});
