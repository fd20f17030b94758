import { describe, expect, it } from 'vitest';
import type { RangeAggregation, VectorAggregation } from './ast.js';
import { parse } from './parser.js';
import { aggregationPlan, windowIntervals } from './plan.js';

/** The plan of a range aggregation, or of one inside of a `sum`. */
function planOf(query: string) {
  const expression = parse(query) as RangeAggregation | VectorAggregation;
  return expression.kind === 'vector-aggregation'
    ? aggregationPlan(expression.expression as RangeAggregation, expression.grouping ?? { labels: [], without: false })
    : aggregationPlan(expression, undefined);
}

describe('the store counts', () => {
  it.each([
    ['rate({a="b"}[1m])', { by: 'all', value: 'entries' }],
    ['sum(rate({a="b"}[1m]))', { by: [] }],
    ['sum by (x, y) (bytes_rate({a="b"} |= "z" [1m]))', { by: ['x', 'y'], value: 'bytes' }],
    ['sum without (x) (count_over_time({a="b"}[1m]))', { by: 'all' }],
    ['sum by (x) (rate({a="b"} | json [1m]))', { parser: { kind: 'json' } }],
    ['sum by (x) (rate({a="b"} | json | __error__="" [1m]))', { filters: [] }],
    [
      'sum by (x) (rate({a="b"} | y="1" | json | z="2" [1m]))',
      { filters: [{ kind: 'text' }], streamFilters: [{ kind: 'text' }] },
    ],
    ['sum by (x) (rate({a="b"} | y="1" | z="2" [1m]))', { filters: [{}, {}], streamFilters: [] }],
    ['sum by (x) (rate({a="b"} | json | drop y [1m]))', { by: ['x'] }],
    ['sum by (x) (rate({a="b"} | json | drop __error__, __error_details__ [1m]))', { by: ['x'] }],
    ['sum by (x) (rate({a="b"} | json | y>1 | keep x, y [1m]))', { by: ['x'] }],
    ['absent_over_time({a="b"} | json | x="1" [1m])', { by: [], parser: { kind: 'json' } }],
    [
      'avg_over_time({a="b"} | json | unwrap duration(y) | __error__="" | z="1" [1m]) by (x)',
      { by: ['x'], filters: [{}], value: { label: 'y', reads: 'duration', per: 1e9, summary: 'moments' } },
    ],
    ['sum(rate({a="b"} | logfmt | unwrap y [1m]))', { by: [], value: { reads: 'number', per: 1, summary: 'sum' } }],
    ['sum by (x) (rate({a="b"} | json | y>1.234MB [1m]))', { filters: [{ value: 1_200_000 }] }],
  ])('%s', (query, expected) => {
    expect(planOf(query)).toMatchObject(expected);
  });
});

describe('the store gives the entries of', () => {
  it.each([
    'rate({a="b"} | json [1m])',
    'sum without (x) (rate({a="b"} | json [1m]))',
    'sum_over_time({a="b"} | unwrap x [1m])',
    'sum without (y) (sum_over_time({a="b"} | unwrap x [1m]))',
    'max_over_time({a="b"} | json | unwrap x [1m]) without (y)',
    'quantile_over_time(0.5, {a="b"} | unwrap x [1m]) by (y)',
    'sum(rate_counter({a="b"} | unwrap x [1m]))',
    'sum(sum_over_time({a="b"} | json | drop x | unwrap x [1m]))',
    'sum(sum_over_time({a="b"} | json | unwrap x | __error__!="" [1m]))',
    'sum(rate({a="b"} | json | logfmt [1m]))',
    'sum(rate({a="b"} | unpack [1m]))',
    'sum(rate({a="b"} | line_format "x" [1m]))',
    'sum(rate({a="b"} | label_format x=y [1m]))',
    'sum(rate({a="b"} | decolorize [1m]))',
    'sum(rate({a="b"} |= ip("10.0.0.0/8") [1m]))',
    'sum(rate({a="b"} | json | __error__!="" [1m]))',
    'sum by (__error__) (rate({a="b"} | json [1m]))',
    'sum by (x_extracted) (rate({a="b"} | json [1m]))',
    'sum by (x) (rate({a="b"} | json | drop x [1m]))',
    'sum by (x) (rate({a="b"} | json | keep y [1m]))',
    'rate({a="b"} | drop x [1m])',
    `sum(rate({a="b"} | json | ${'x="y" and '.repeat(100)} x="y" [1m]))`,
  ])('%s', (query) => {
    expect(planOf(query)).toBeUndefined();
  });
});

describe('windows consist of intervals', () => {
  const grid = (step: number, count: number) => ({ start: 100_000, step, count });
  const log = (rangeMs: number, offsetMs = 0) => ({
    rangeMs,
    offsetMs,
    log: { kind: 'log' as const, matchers: [], stages: [] },
  });

  it.each<
    [
      name: string,
      rangeMs: number,
      offsetMs: number,
      step: number,
      count: number,
      expected: [number, number, number, number?],
    ]
  >([
    ['as long as the steps', 10_000, 0, 10_000, 5, [90_000, 10_000, 10_000]],
    ['that overlap', 15_000, 0, 10_000, 5, [85_000, 10_000, 10_000, 5_000]],
    ['of nearly as much', 10_001, 0, 10_000, 5, [89_999, 10_000, 10_000, 1]],
    ['with gaps between them', 4_000, 0, 10_000, 5, [96_000, 10_000, 4_000]],
    ['of an instant', 10_000, 0, 1, 1, [90_000, 10_000, 10_000]],
    ['behind an offset', 10_000, 5_000, 10_000, 5, [85_000, 10_000, 10_000]],
    ['before an offset', 10_000, -5_000, 10_000, 5, [95_000, 10_000, 10_000]],
  ])('%s', (_, rangeMs, offsetMs, step, count, [origin, every, width, cut]) => {
    const ns = (ms: number) => BigInt(ms) * 1_000_000n;
    expect(windowIntervals(log(rangeMs, offsetMs), grid(step, count))).toEqual({
      origin: ns(origin),
      every: ns(every),
      width: ns(width),
      ...(cut !== undefined && { cut: ns(cut) }),
    });
  });

  it('unless they would be too many', () => {
    expect(windowIntervals(log(3_600_000), grid(1, 10_000_000))).toBeUndefined();
  });
});
