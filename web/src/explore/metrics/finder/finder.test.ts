import { describe, expect, it } from 'vitest';
import { labelCounts } from './ask-metrics';
import { familiesOf, matching } from './metadata';
import { suggestionsFor } from './suggestions';

const METADATA = new Map([
  ['http_requests', { type: 'counter', unit: '', help: 'Requests answered' }],
  ['latency_seconds', { type: 'histogram', unit: 'seconds', help: 'Time of a request' }],
  ['temperature', { type: 'gauge', unit: 'celsius', help: 'Warmth' }],
]);
const NAMES = ['http_requests_total', 'latency_seconds_bucket', 'latency_seconds_count', 'latency_seconds_sum'];
const families = familiesOf(
  [...NAMES, 'temperature', 'other_bucket', 'other_count', 'other_sum', 'jobs_total'],
  METADATA,
);

describe('families', () => {
  it('puts the series of a histogram together and finds what is said of it', () => {
    expect(families.map(({ name, type, series }) => [name, type, series.length])).toEqual([
      ['http_requests_total', 'counter', 1],
      ['latency_seconds', 'histogram', 3],
      ['temperature', 'gauge', 1],
      ['other', 'histogram', 3],
      ['jobs_total', 'counter', 1],
    ]);
  });

  it.each([
    ['request', '', ['http_requests_total', 'latency_seconds']],
    ['time REQUEST', '', ['latency_seconds']],
    ['celsius', '', ['temperature']],
    ['', 'counter', ['http_requests_total', 'jobs_total']],
  ])('finds %j of the type %j', (typed, type, names) => {
    expect(matching(families, typed, type).map(({ name }) => name)).toEqual(names);
  });
});

it.each([
  ['http_requests_total', ['service'], 'sum by (service) (rate(http_requests_total[$__rate_interval]))'],
  ['http_requests_total', [], 'sum (rate(http_requests_total[$__rate_interval]))'],
  [
    'latency_seconds',
    ['le', 'job'],
    'histogram_quantile(0.95, sum by (le, job) (rate(latency_seconds_bucket[$__rate_interval])))',
  ],
  ['temperature', ['job'], 'temperature'],
])('%s with the labels %j is asked for by %s', (name, labels, query) => {
  expect(suggestionsFor(families.find((one) => one.name === name)!, labels)[0]!.query).toBe(query);
});

it('asks native histograms without buckets', () => {
  const native = { name: 'x', type: 'histogram', unit: '', help: '', series: ['x'] };
  expect(suggestionsFor(native, [])[0]!.query).toBe('histogram_quantile(0.95, sum (rate(x[$__rate_interval])))');
});

it('counts labels and their values', () => {
  expect(
    labelCounts([
      { __name__: 'x', a: '1' },
      { __name__: 'x', a: '2', b: '1' },
    ]),
  ).toEqual({
    series: 2,
    labels: [
      { name: 'a', values: 2, examples: ['1', '2'] },
      { name: 'b', values: 1, examples: ['1'] },
    ],
  });
});
