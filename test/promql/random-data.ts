import { labelsFrom } from '../../src/model/labels.js';
import { STALE_NAN } from '../../src/model/samples.js';
import type { MemorySeries } from '../../src/rules/unit-test/memory-reader.js';
import { fc } from '../support/property.js';

/** The first sample of a series comes in its first minute, the last within the hour. */
const LONGEST_GAP_MS = 120_000;
const STALE = new Float64Array(Uint32Array.of(STALE_NAN.low, STALE_NAN.high).buffer);

interface Point {
  readonly gap: number;
  readonly value: number | 'stale';
}

const point = (value: fc.Arbitrary<number>): fc.Arbitrary<Point> =>
  fc.record({
    gap: fc.integer({ min: 1, max: LONGEST_GAP_MS }),
    value: fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: fc.constant('stale' as const) }),
  });

/** Small whole numbers, so that sums are exact in any order. */
const small = fc.integer({ min: -20, max: 20 });
const special = fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0);

/** A gauge's values, which may be what no arithmetic likes. */
const gaugeValue = fc.oneof({ weight: 10, arbitrary: small }, { weight: 1, arbitrary: special });

function seriesOf(name: string, labels: Readonly<Record<string, string>>, points: readonly Point[]): MemorySeries {
  const ts = new Float64Array(points.length);
  const values = new Float64Array(points.length);
  let ms = 0;
  for (const [i, { gap, value }] of points.entries()) {
    ms += gap;
    ts[i] = ms;
    if (value === 'stale') values.set(STALE, i);
    else values[i] = value;
  }
  return { labels: labelsFrom(Object.entries({ __name__: name, ...labels })), ts, values };
}

const family = (name: string, value: fc.Arbitrary<number>): fc.Arbitrary<MemorySeries[]> =>
  fc
    .uniqueArray(
      fc.record({
        labels: fc.record({ a: fc.constantFrom('1', '2', '3'), b: fc.constantFrom('x', 'y', '') }),
        points: fc.array(point(value), { minLength: 1, maxLength: 40 }),
      }),
      { maxLength: 6, selector: ({ labels }) => `${labels.a}${labels.b}` },
    )
    .map((all) => all.map(({ labels, points }) => seriesOf(name, labels, points)));

/** Some series of a gauge `m`, of which any values may come, and of a counter `c_total`. */
export const randomData: fc.Arbitrary<MemorySeries[]> = fc
  .tuple(family('m', gaugeValue), family('c_total', fc.nat({ max: 50 })))
  .map((families) => families.flat());

/** Only whole numbers: what is summed is exact. */
export const wholeNumbers: fc.Arbitrary<MemorySeries[]> = family('m', small);

/** A point in time at which there may be data, ms. */
export const randomTime = fc.integer({ min: 0, max: 3_600_000 });
