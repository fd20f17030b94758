import { describe, expect, it } from 'vitest';
import { STALE_NAN } from '../../model/samples.js';
import type { MetricReader, SeriesSamples, TimeRangeMs } from '../../storage/interface.js';
import { PromqlEngine } from '../engine.js';

const MINUTE = 60_000;
const LIMITS = { timeoutMs: 1000, maxMemory: 1 };

const STALE = 'stale';

/** Values with the marker's own bits: as a JS number it would become another NaN. */
function valuesOf(samples: readonly (readonly [number, number | typeof STALE])[]): Float64Array {
  const values = Float64Array.from(samples, ([, value]) => (value === STALE ? 0 : value));
  const words = new Uint32Array(values.buffer);
  for (const [i, [, value]] of samples.entries())
    if (value === STALE) words.set([STALE_NAN.low, STALE_NAN.high], i * 2);
  return values;
}

/** One series, and what is asked of it; `asked` keeps the range that was read. */
function engineOf(samples: readonly (readonly [number, number | typeof STALE])[]) {
  const asked: TimeRangeMs[] = [];
  const reader = {
    async *samples(_tenant: string, _matchers: unknown, range: TimeRangeMs): AsyncIterable<SeriesSamples[]> {
      asked.push(range);
      const inRange = samples.filter(([ts]) => ts >= range.start && ts <= range.end);
      yield [{ labels: ['__name__', 'm'], ts: Float64Array.from(inRange, ([ts]) => ts), values: valuesOf(inRange) }];
    },
  } as unknown as MetricReader;
  const engine = new PromqlEngine(reader);
  const request = { tenant: 'default', limits: LIMITS };
  return {
    asked,
    instant: async (query: string, time: number) => {
      const { value } = await engine.instant({ ...request, query, time });
      return value.type === 'vector' ? value.series.map(({ values }) => values[0]) : undefined;
    },
    range: async (query: string, start: number, end: number, step: number) => {
      const { value } = await engine.range({ ...request, query, start, end, step });
      const [series] = value.type === 'grid' ? value.series : [];
      return series && Array.from(series.kinds, (kind, i) => (kind === 0 ? undefined : series.values[i]));
    },
  };
}

describe('a vector selector', () => {
  it('takes the newest sample that is younger than the lookback, its far end excluded', async () => {
    const { asked, instant } = engineOf([[0, 1]]);
    expect(await instant('m', 5 * MINUTE - 1)).toEqual([1]);
    expect(await instant('m', 5 * MINUTE)).toEqual([]);
    expect(asked[1]).toEqual({ start: 1, end: 300_000 });
  });

  it('goes over a range once, and leaves out steps without a value', async () => {
    const { asked, range } = engineOf([
      [0, 1],
      [MINUTE, 2],
      [20 * MINUTE, 3],
    ]);
    expect(await range('m', 0, 20 * MINUTE, 4 * MINUTE)).toEqual([1, 2, undefined, undefined, undefined, 3]);
    expect(asked).toHaveLength(1);
  });

  it('ends a series at its staleness marker, but not at another NaN', async () => {
    const { range } = engineOf([
      [0, 1],
      [MINUTE, STALE],
      [2 * MINUTE, Number.NaN],
    ]);
    expect(await range('m', 0, 2 * MINUTE, MINUTE)).toEqual([1, undefined, Number.NaN]);
  });

  it.each([
    ['m offset 1m', [undefined, 1, 2, 3]],
    ['m offset -1m', [2, 3, 3, 3]],
    ['m @ 60', [2, 2, 2, 2]],
    ['m @ end() offset 2m', [2, 2, 2, 2]],
    ['m @ start()', [1, 1, 1, 1]],
  ])('%s looks elsewhere', async (query, expected) => {
    const { range } = engineOf([
      [0, 1],
      [MINUTE, 2],
      [2 * MINUTE, 3],
    ]);
    expect(await range(query, 0, 3 * MINUTE, MINUTE)).toEqual(expected);
  });
});
