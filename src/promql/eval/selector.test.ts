import { describe, expect, it } from 'vitest';
import { STALE_NAN } from '../../model/samples.js';
import type { MetricReader, SeriesSamples, TimeRangeMs } from '../../storage/interface.js';
import { instant, stepGrid } from '../../vector/step-grid.js';
import { parse } from '../parser.js';
import { evaluateSelector } from './selector.js';

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

/** One series; `asked` keeps the range that was read. */
function readerOf(samples: readonly (readonly [number, number | typeof STALE])[]): {
  reader: MetricReader;
  asked: TimeRangeMs[];
} {
  const asked: TimeRangeMs[] = [];
  const reader = {
    async *samples(_tenant: string, _matchers: unknown, range: TimeRangeMs): AsyncIterable<SeriesSamples> {
      asked.push(range);
      const inRange = samples.filter(([ts]) => ts >= range.start && ts <= range.end);
      yield {
        labels: ['__name__', 'm'],
        ts: Float64Array.from(inRange, ([ts]) => ts),
        values: valuesOf(inRange),
      };
    },
  } as unknown as MetricReader;
  return { reader, asked };
}

describe('evaluateSelector', () => {
  const evaluate = (reader: MetricReader, grid: Parameters<typeof evaluateSelector>[3]) =>
    evaluateSelector(reader, 'default', parse('m'), grid, 5 * MINUTE, LIMITS);

  it('takes the newest sample that is younger than the lookback, its far end excluded', async () => {
    const { reader, asked } = readerOf([[0, 1]]);
    expect(await evaluate(reader, instant(5 * MINUTE - 1))).toEqual([
      { labels: ['__name__', 'm'], ts: [299_999], values: [1] },
    ]);
    expect(await evaluate(reader, instant(5 * MINUTE))).toEqual([]);
    expect(asked[1]).toEqual({ start: 1, end: 300_000 });
  });

  it('goes over a range once, and leaves out steps without a value', async () => {
    const { reader } = readerOf([
      [0, 1],
      [MINUTE, 2],
      [20 * MINUTE, 3],
    ]);
    const [series] = await evaluate(reader, stepGrid(0, 20 * MINUTE, 4 * MINUTE));
    expect(series).toMatchObject({ ts: [0, 4 * MINUTE, 20 * MINUTE], values: [1, 2, 3] });
  });

  it('ends a series at its staleness marker, but not at another NaN', async () => {
    const { reader } = readerOf([
      [0, 1],
      [MINUTE, STALE],
      [2 * MINUTE, Number.NaN],
    ]);
    const [series] = await evaluate(reader, stepGrid(0, 2 * MINUTE, MINUTE));
    expect(series).toMatchObject({ ts: [0, 2 * MINUTE], values: [1, Number.NaN] });
  });
});
