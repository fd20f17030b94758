import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { EarliestWrites } from '../../storage/write-times.js';
import { FLOAT, GridSeries } from '../../vector/grid-series.js';
import { type StepGrid, stepGrid, timeAt } from '../../vector/step-grid.js';
import { parse } from '../parser.js';
import { isCacheable } from './cacheable.js';
import type { Extent } from './extent.js';
import { ResultsCache } from './results-cache.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** A store whose one series has at each time the number of samples up to it. */
class Counted {
  readonly writes = new EarliestWrites();
  readonly samples: number[] = [];
  readonly evaluated: StepGrid[] = [];
  readonly cache: ResultsCache;

  constructor(freshness = 0, now = 0) {
    this.cache = new ResultsCache({ maxBytes: 1 << 20, writes: this.writes, freshness, now: () => now });
  }

  write(time: number): void {
    this.samples.push(time);
    this.writes.note('t', time);
  }

  valueAt(time: number): number {
    return this.samples.filter((sample) => sample <= time).length;
  }

  async ask(grid: StepGrid, query = 'q'): Promise<[number, number][]> {
    this.evaluated.length = 0;
    const extent = await this.cache.answer({ tenant: 't', query, lookback: 1, grid }, async (missing) => {
      this.evaluated.push(missing);
      return { extent: this.evaluate(missing), keep: true };
    });
    const [series] = extent.series;
    const points: [number, number][] = [];
    for (let step = 0; step < grid.count; step++) {
      if (series?.kinds[step] === FLOAT) points.push([timeAt(grid, step), series.values[step]!]);
    }
    return points;
  }

  private evaluate(grid: StepGrid): Extent {
    const series = new GridSeries(['a', 'b'], grid.count);
    for (let step = 0; step < grid.count; step++) {
      const value = this.valueAt(timeAt(grid, step));
      if (value > 0) series.setFloat(step, value);
    }
    return { grid, series: [series] };
  }
}

describe('ResultsCache', () => {
  it('evaluates only the steps that are new', async () => {
    const store = new Counted();
    store.write(0);
    await store.ask(stepGrid(0, 10 * MINUTE, MINUTE));
    store.write(11 * MINUTE);
    expect(await store.ask(stepGrid(5 * MINUTE, 12 * MINUTE, MINUTE))).toHaveLength(8);
    expect(store.evaluated).toEqual([stepGrid(11 * MINUTE, 12 * MINUTE, MINUTE)]);
    expect(store.cache.steps).toEqual({ asked: 11 + 8, served: 6 });
  });

  it('evaluates anew what a late sample may have changed', async () => {
    const store = new Counted();
    store.write(0);
    await store.ask(stepGrid(0, 10 * MINUTE, MINUTE));
    store.write(7 * MINUTE);
    const points = await store.ask(stepGrid(0, 10 * MINUTE, MINUTE));
    expect(points.map(([, value]) => value)).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(store.evaluated).toEqual([stepGrid(7 * MINUTE, 10 * MINUTE, MINUTE)]);
  });

  it('keeps days apart, and other queries, steps and phases', async () => {
    const store = new Counted();
    store.write(0);
    const grid = stepGrid(DAY - 2 * MINUTE, DAY + 2 * MINUTE, MINUTE);
    await store.ask(grid);
    await store.ask(grid);
    expect(store.evaluated).toEqual([]);
    for (const other of [stepGrid(grid.start, DAY, 2 * MINUTE), stepGrid(grid.start + 1, DAY, MINUTE)]) {
      await store.ask(other);
      expect(store.evaluated).toEqual([other]);
    }
    await store.ask(grid, 'other');
    expect(store.evaluated).toEqual([grid]);
  });

  it('does not keep steps younger than the freshness', async () => {
    const store = new Counted(2 * MINUTE, 10 * MINUTE);
    await store.ask(stepGrid(0, 10 * MINUTE, MINUTE));
    await store.ask(stepGrid(0, 10 * MINUTE, MINUTE));
    expect(store.evaluated).toEqual([stepGrid(9 * MINUTE, 10 * MINUTE, MINUTE)]);
  });

  it('answers as the store would, whatever is written and asked in between', async () => {
    const action = fc.oneof(
      fc.record({ write: fc.integer({ min: -60, max: 3000 }) }),
      fc.record({ from: fc.integer({ min: -60, max: 3000 }), length: fc.nat(200), step: fc.constantFrom(1, 7, 60) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
        const store = new Counted();
        for (const one of actions) {
          if ('write' in one) store.write(one.write * MINUTE);
          else {
            const grid = { start: one.from * MINUTE, step: one.step * MINUTE, count: one.length + 1 };
            const whole = Array.from({ length: grid.count }, (_, i) => timeAt(grid, i));
            const expected = whole.map((time) => [time, store.valueAt(time)]).filter(([, value]) => value! > 0);
            expect(await store.ask(grid)).toEqual(expected);
          }
        }
      }),
    );
  });
});

describe('isCacheable', () => {
  it.each([
    ['sum by (a) (rate(x[5m])) / 2', true],
    ['x offset 5m', true],
    ['max_over_time(x[1h:1m])', true],
    ['x offset -5m', false],
    ['x @ 10', false],
    ['sum(rate(x[5m] @ end()))', false],
    ['max_over_time(x[1h:1m] @ start())', false],
    ['rate(x[step()])', false],
    ['x offset step()', false],
  ])('%s: %s', (query, expected) => {
    expect(isCacheable(parse(query))).toBe(expected);
  });
});
