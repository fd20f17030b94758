import { describe, expect, it } from 'vitest';
import { callRangeFunction, nativeHistogram, type SampleValue } from '../../../../test/support/range-function.js';
import { CHANGES_FUNCTIONS } from './changes.js';
import { DOUBLE_EXPONENTIAL_SMOOTHING_FUNCTIONS } from './double-exponential-smoothing.js';
import { INSTANT_RATE_FUNCTIONS } from './instant-rate.js';
import { OVER_TIME_FUNCTIONS } from './over-time.js';
import { RATE_FUNCTIONS } from './rate.js';
import { REGRESSION_FUNCTIONS } from './regression.js';

const FUNCTIONS = {
  ...RATE_FUNCTIONS,
  ...INSTANT_RATE_FUNCTIONS,
  ...CHANGES_FUNCTIONS,
  ...REGRESSION_FUNCTIONS,
  ...DOUBLE_EXPONENTIAL_SMOOTHING_FUNCTIONS,
  ...OVER_TIME_FUNCTIONS,
};

/** The same numbers on each run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const SHAPES: Record<string, (random: () => number, i: number) => SampleValue> = {
  'whole counters with resets': (random, i) => (i % 17) * 3 + Math.floor(random() * 3),
  'floats of all sizes': (random) => (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20),
  'values that are none': (random) => [Number.NaN, Infinity, -Infinity, 0, -0, 1, 1, 2][Math.floor(random() * 8)]!,
  'histograms with resets': (_, i) => nativeHistogram((i % 7) + 1, i, [(i % 7) + 1]),
  'histograms and floats': (random, i) =>
    i % 20 < 8 || random() < 0.1 ? i : nativeHistogram(i, i, [i], { resetHint: random() < 0.1 ? 3 : 0 }),
};

describe('a window has the same value whatever windows came before it', () => {
  const cases = Object.keys(FUNCTIONS).flatMap((name) => Object.keys(SHAPES).map((shape) => [name, shape] as const));

  it.each(cases)('%s of %s', (name, shape) => {
    const random = randomNumbers(name.length + shape.length);
    const samples: [number, SampleValue][] = [];
    for (let i = 0, time = 0; i < 120; i++, time += random() < 0.1 ? 200 : 10 + Math.floor(random() * 10)) {
      samples.push([time, SHAPES[shape]!(random, i)]);
    }
    const scalars: Record<number, number> = name === 'quantile_over_time' ? { 0: 0.3 } : { 1: 0.5, 2: 0.25 };
    for (const [range, step] of [
      [150, 35],
      [40, 90],
    ] as const) {
      const ends = Array.from({ length: Math.floor(samples.at(-1)![0] / step) }, (_, i) => i * step);
      const at = (times: readonly number[]) =>
        callRangeFunction(name, FUNCTIONS[name], { samples, range, at: times, scalars }).values;
      expect(at(ends)).toEqual(ends.flatMap((end) => at([end])));
    }
  });
});
