import { describe, expect, it } from 'vitest';
import { exemplarRows, histogramRows, sampleRows } from '../../../test/support/metric-rows.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import {
  encodeRawV2,
  encodeV1,
  encodeV2,
  type HistogramMessage,
  type SeriesMessage,
} from '../../../test/support/remote-write-messages.js';
import type { WriteDecoderOptions } from './decoder.js';
import { WriteRequestDecoder } from './v1.js';
import { RequestDecoder } from './v2.js';

const T = 1_795_168_800_000;
const VERSIONS = [
  { version: '1.0', encode: (series: SeriesMessage[]) => encodeV1(series), Decoder: WriteRequestDecoder },
  { version: '2.0', encode: encodeV2, Decoder: RequestDecoder },
] as const;

describe.each(VERSIONS)('remote write $version', ({ encode, Decoder }) => {
  const open = (options: Partial<WriteDecoderOptions> = {}) => {
    const series = memoryIndex('__name__');
    const decoder = new Decoder({ series, ...options });
    const decode = (messages: SeriesMessage[], tenant = 't') => decoder.decode(encode(messages), tenant);
    return { series, decoder, decode };
  };

  it('keeps samples with the bits of their values, whatever their form', () => {
    const { series, decode } = open();
    const labels = { __name__: 'up', job: 'api' };
    const values = [1, 0, -0, 0.1, -1e300, Number.POSITIVE_INFINITY];
    const outcome = decode([
      { labels, samples: values.map((value, i) => ({ value, timestamp: T + i })) },
      {
        labels: { __name__: 'other' },
        samples: [
          { value: 5, timestamp: 0 },
          { value: 6, timestamp: -1000 },
        ],
      },
    ]);
    expect(outcome.problem()).toBeUndefined();
    const rows = sampleRows(outcome.batch(), series.refs);
    expect(rows.slice(0, 6).map((row) => [row.labels, row.ms, row.value])).toEqual(
      values.map((value, i) => [labels, T + i, value]),
    );
    expect(rows.slice(6).map((row) => [row.ms, row.value])).toEqual([
      [0, 5],
      [-1000, 6],
    ]);
  });

  it('keeps the stale marker, which is a NaN of its own', () => {
    const { series, decoder } = open();
    const body = encode([{ labels: { __name__: 'up' }, samples: [{ value: 1234.5, timestamp: T }] }]);
    const value = Buffer.alloc(8);
    value.writeDoubleLE(1234.5);
    Buffer.from('020000000000f07f', 'hex').copy(body, body.indexOf(value));
    expect(sampleRows(decoder.decode(body, 't').batch(), series.refs)[0]?.bits).toBe('7ff0000000000002');
  });

  it('finds known label sets again, apart for each tenant', () => {
    const { series, decode } = open();
    const messages = Array.from({ length: 50 }, (_, i) => ({
      labels: { __name__: `m${i % 3}`, instance: `i${i}` },
      samples: [{ value: i, timestamp: T }],
    }));
    for (const tenant of ['a', 'b', 'a', 'b']) {
      const rows = sampleRows(decode(messages, tenant).batch(), series.refs);
      expect(rows.map((row) => [row.labels, row.value])).toEqual(messages.map((m, i) => [m.labels, i]));
    }
    expect(series.refs.size).toBe(100);
  });

  it('sorts labels and drops empty values', () => {
    const { series, decode } = open();
    const outcome = decode([
      {
        labels: [
          ['zone', 'z'],
          ['empty', ''],
          ['__name__', 'm'],
        ],
        samples: [{ value: 1, timestamp: T }],
      },
    ]);
    expect(outcome.problem()).toBeUndefined();
    expect([...series.refs.values()][0]?.labels).toEqual(['__name__', 'm', 'zone', 'z']);
  });

  it.each([
    ['no metric name', { job: 'x' }, /no metric name/],
    ['an empty metric name', { __name__: '' }, /no metric name/],
    ['an empty label name', { __name__: 'm', '': 'x' }, /empty label name/],
    [
      'a name twice',
      [
        ['__name__', 'm'],
        ['a', '1'],
        ['a', '2'],
      ] as [string, string][],
      /duplicated label "a"/,
    ],
    ['no labels', {}, /no metric name/],
    ['a value of 1 MB', { __name__: 'm', big: 'x'.repeat(1_000_000) }, /more than 65536 bytes/],
    ['a name of 2 kB', { __name__: 'm', ['n'.repeat(2000)]: 'x' }, /more than 1024 bytes/],
    [
      '300 labels',
      Object.fromEntries([['__name__', 'm'], ...Array.from({ length: 300 }, (_, i) => [`l${i}`, 'x'])]),
      /256/,
    ],
  ])('leaves a series with %s out and keeps the others', (_, labels, message) => {
    const { series, decode } = open();
    const outcome = decode([
      { labels: { __name__: 'good' }, samples: [{ value: 1, timestamp: T }] },
      {
        labels,
        samples: [
          { value: 2, timestamp: T },
          { value: 3, timestamp: T + 1 },
        ],
      },
      { labels: { __name__: 'better' }, samples: [{ value: 4, timestamp: T }] },
    ]);
    expect(outcome.problem()).toMatch(message);
    expect(outcome.refusedSamples).toBe(2);
    expect(sampleRows(outcome.batch(), series.refs).map((row) => row.value)).toEqual([1, 4]);
  });

  it('refuses names and values that are not UTF-8', () => {
    const { decoder } = open();
    const body = encode([{ labels: { __name__: 'm', a: 'xyz' }, samples: [{ value: 1, timestamp: T }] }]);
    body[body.indexOf('xyz')] = 0xff;
    expect(decoder.decode(body, 't').problem()).toMatch(/value of label "a" is not UTF-8/);
  });

  it('refuses times that the store cannot hold', () => {
    const { series, decode } = open();
    const last = Date.UTC(2262, 3, 10);
    const times = [-9e15, Date.UTC(1899, 11, 31), last, last + 86_400_000, 9e15];
    const outcome = decode([{ labels: { __name__: 'm' }, samples: times.map((timestamp) => ({ timestamp })) }]);
    expect(outcome.refusedSamples).toBe(4);
    expect(sampleRows(outcome.batch(), series.refs).map((row) => row.ms)).toEqual([last]);
  });

  it('reads integer histograms, adding up their deltas', () => {
    const { series, decode } = open();
    const outcome = decode([{ labels: { __name__: 'h' }, histograms: [INTEGER] }]);
    expect(outcome.problem()).toBeUndefined();
    expect(histogramRows(outcome.batch(), series.refs)[0]).toMatchObject({
      labels: { __name__: 'h' },
      ms: T,
      schema: 3,
      isFloat: false,
      resetHint: 2,
      zeroThreshold: 1e-128,
      zeroCount: 2,
      count: 12,
      sum: 18.5,
      positiveSpans: [0, 2, 1, 2],
      positiveCounts: [1, 2, 1, 1],
      negativeSpans: [-3, 1],
      negativeCounts: [5],
    });
  });

  it('reads float histograms and those with custom bounds', () => {
    const { series, decode } = open();
    const outcome = decode([
      {
        labels: { __name__: 'h' },
        histograms: [
          {
            countFloat: 2.5,
            sum: 1,
            schema: 0,
            zeroCountFloat: 0.5,
            positiveSpans: [{ offset: 0, length: 1 }],
            positiveCounts: [2],
            timestamp: T,
          },
          {
            countInt: 3,
            sum: 9,
            schema: -53,
            positiveSpans: [{ offset: 1, length: 2 }],
            positiveDeltas: [1, 1],
            customValues: [5, 10],
            timestamp: T + 1,
          },
        ],
      },
    ]);
    expect(outcome.problem()).toBeUndefined();
    const rows = histogramRows(outcome.batch(), series.refs);
    expect(rows[0]).toMatchObject({ isFloat: true, count: 2.5, zeroCount: 0.5, positiveCounts: [2] });
    expect(rows[1]).toMatchObject({ schema: -53, customValues: [5, 10], positiveCounts: [1, 2] });
  });

  it('reduces schemas finer than 8', () => {
    const { series, decode } = open();
    const outcome = decode([
      {
        labels: { __name__: 'h' },
        histograms: [
          {
            countInt: 11,
            schema: 10,
            positiveSpans: [
              { offset: 1, length: 5 },
              { offset: 10, length: 1 },
            ],
            positiveDeltas: [1, 0, 0, 0, 1, 3],
            timestamp: T,
          },
        ],
      },
    ]);
    // Buckets 1-4 become bucket 1, bucket 5 becomes 2, bucket 16 becomes 4.
    expect(histogramRows(outcome.batch(), series.refs)[0]).toMatchObject({
      schema: 8,
      positiveSpans: [1, 4],
      positiveCounts: [4, 2, 0, 5],
    });
  });

  it('keeps a stale histogram as one', () => {
    const { series, decoder } = open();
    const body = encode([{ labels: { __name__: 'h' }, histograms: [{ countInt: 7, sum: 1234.5, timestamp: T }] }]);
    const value = Buffer.alloc(8);
    value.writeDoubleLE(1234.5);
    Buffer.from('020000000000f07f', 'hex').copy(body, body.indexOf(value));
    const outcome = decoder.decode(body, 't');
    expect(outcome.problem()).toBeUndefined();
    expect(histogramRows(outcome.batch(), series.refs)[0]).toMatchObject({ sumBits: '7ff0000000000002', count: 0 });
  });

  it.each<[string, HistogramMessage, RegExp]>([
    ['counts that disagree', { ...INTEGER_SHAPE(), countInt: 99 }, /buckets hold 12 observations, its count is 99/],
    ['too few buckets', { ...INTEGER_SHAPE(), positiveDeltas: [1] }, /positive spans need 4 buckets, there are 1/],
    ['a huge span', { countInt: 0, positiveSpans: [{ offset: 0, length: 4294967295 }], timestamp: T }, /4294967295/],
    [
      'a negative count',
      { countInt: 1, positiveSpans: [{ offset: 0, length: 2 }], positiveDeltas: [2, -3], timestamp: T },
      /count -1/,
    ],
    [
      'a span backwards',
      {
        countInt: 2,
        positiveSpans: [
          { offset: 0, length: 1 },
          { offset: -1, length: 1 },
        ],
        positiveDeltas: [1, 0],
        timestamp: T,
      },
      /negative offset/,
    ],
    ['an unknown schema', { countInt: 0, schema: -9, timestamp: T }, /schema -9/],
    [
      'bounds out of order',
      { countInt: 0, schema: -53, customValues: [5, 5], timestamp: T },
      /not above the one before/,
    ],
    ['a time that is none', { countInt: 0, timestamp: 9e15 }, /time 9000000000000000 ms/],
  ])('refuses a histogram with %s', (_, histogram, message) => {
    const { decode } = open();
    const outcome = decode([{ labels: { __name__: 'h' }, histograms: [histogram] }]);
    expect(outcome.problem()).toMatch(message);
    expect(outcome.batch()).toBeUndefined();
  });

  it('keeps exemplars, save those with too many characters', () => {
    const { series, decode } = open();
    const outcome = decode([
      {
        labels: { __name__: 'm' },
        samples: [{ value: 1, timestamp: T }],
        exemplars: [
          { labels: { trace_id: 'abc', user: 'ünï' }, value: 0.5, timestamp: T - 1 },
          { labels: { trace_id: 'x'.repeat(200) }, value: 0.5, timestamp: T },
        ],
      },
    ]);
    expect(exemplarRows(outcome.batch(), series.refs)).toEqual([
      { series: { __name__: 'm' }, ms: T - 1, value: 0.5, labels: { trace_id: 'abc', user: 'ünï' } },
    ]);
  });

  it('throws for what is not protobuf', () => {
    const { decoder } = open();
    const body = encode([{ labels: { __name__: 'm' }, samples: [{ value: 1, timestamp: T }] }]);
    expect(() => decoder.decode(body.subarray(0, body.length - 1), 't')).toThrow(/invalid protobuf/);
    expect(() => decoder.decode(Buffer.from('garbage'), 't')).toThrow(/invalid protobuf/);
    expect(decoder.decode(body, 't').samples.rows).toBe(1);
  });
});

function INTEGER_SHAPE(): HistogramMessage {
  return {
    countInt: 12,
    sum: 18.5,
    schema: 3,
    zeroThreshold: 1e-128,
    zeroCountInt: 2,
    positiveSpans: [
      { offset: 0, length: 2 },
      { offset: 1, length: 2 },
    ],
    positiveDeltas: [1, 1, -1, 0],
    negativeSpans: [{ offset: -3, length: 1 }],
    negativeDeltas: [5],
    resetHint: 2,
    timestamp: 1_795_168_800_000,
  };
}

const INTEGER = INTEGER_SHAPE();

describe('remote write 1.0 alone', () => {
  it('keeps metadata', () => {
    const decoder = new WriteRequestDecoder({ series: memoryIndex('__name__') });
    const body = encodeV1([], [{ type: 1, metricFamilyName: 'reqs', help: 'Requests.', unit: 's' }]);
    expect(decoder.decode(body, 't').batch()?.metadata).toEqual([
      { family: 'reqs', type: 'counter', help: 'Requests.', unit: 's' },
    ]);
  });

  it('reads labels that stand behind the samples', () => {
    const series = memoryIndex('__name__');
    const decoder = new WriteRequestDecoder({ series });
    const label = (name: string) => encodeV1([{ labels: { [name]: 'v' } }]).subarray(2);
    const sample = encodeV1([{ labels: {}, samples: [{ value: 3, timestamp: T }] }]).subarray(2);
    for (const parts of [
      [sample, label('__name__')],
      [label('__name__'), sample, label('a')],
      [label('__name__'), sample],
    ]) {
      const message = Buffer.concat(parts);
      const outcome = decoder.decode(Buffer.concat([Buffer.from([0x0a, message.length]), message]), 't');
      expect(sampleRows(outcome.batch(), series.refs)).toMatchObject([{ value: 3, ms: T }]);
    }
    expect([...series.refs.values()].map((ref) => ref.labels)).toEqual([
      ['__name__', 'v'],
      ['__name__', 'v', 'a', 'v'],
    ]);
  });
});

describe('remote write 2.0 alone', () => {
  const decode = (request: object, options: Partial<WriteDecoderOptions> = {}) => {
    const series = memoryIndex('__name__');
    return { series, outcome: new RequestDecoder({ series, ...options }).decode(encodeRawV2(request), 't') };
  };
  const samples = [{ value: 1, timestamp: T }];

  it.each([
    [
      'an odd number of references',
      { symbols: ['', '__name__', 'm'], timeseries: [{ labelsRefs: [1], samples }] },
      /multiple of two/,
    ],
    [
      'a reference beyond the symbols',
      { symbols: ['', '__name__'], timeseries: [{ labelsRefs: [1, 9], samples }] },
      /label reference 9 is outside/,
    ],
    [
      'neither samples nor histograms',
      { symbols: ['', '__name__', 'm'], timeseries: [{ labelsRefs: [1, 2] }] },
      /neither samples/,
    ],
  ])('refuses a series with %s', (_, request, message) => {
    expect(decode(request).outcome.problem()).toMatch(message);
  });

  it('describes the families of the series', () => {
    const { outcome } = decode({
      symbols: ['', '__name__', 'lat_bucket', 'Latency.', 's', 'reqs_total'],
      timeseries: [
        { labelsRefs: [1, 2], samples, metadata: { type: 3, helpRef: 3, unitRef: 4 } },
        { labelsRefs: [1, 5], samples, metadata: { type: 1 } },
      ],
    });
    expect(outcome.batch()?.metadata).toEqual([
      { family: 'lat', type: 'histogram', help: 'Latency.', unit: 's' },
      { family: 'reqs_total', type: 'counter', help: '', unit: '' },
    ]);
  });

  it('stores a zero at each new start time when asked to', () => {
    const series = memoryIndex('__name__');
    const body = encodeV2([
      { labels: { __name__: 'a' }, samples: [{ value: 5, timestamp: T, startTimestamp: T - 9 }] },
      { labels: { __name__: 'b' }, samples: [{ value: 6, timestamp: T }], createdTimestamp: T - 8 },
      { labels: { __name__: 'c' }, histograms: [{ ...INTEGER, startTimestamp: T - 7 }] },
    ]);
    const off = new RequestDecoder({ series }).decode(body, 't');
    expect(sampleRows(off.batch(), series.refs).map((row) => [row.ms, row.value])).toEqual([
      [T, 5],
      [T, 6],
    ]);
    const decoder = new RequestDecoder({ series, startTimeZeros: true });
    const first = decoder.decode(body, 't').batch();
    expect(sampleRows(first, series.refs).map((row) => [row.ms, row.value])).toEqual([
      [T - 9, 0],
      [T, 5],
      [T - 8, 0],
      [T, 6],
    ]);
    expect(histogramRows(first, series.refs).map((row) => [row.ms, row.count])).toEqual([
      [T - 7, 0],
      [T, 12],
    ]);
    expect(decoder.decode(body, 't').samples.rows).toBe(2);
  });
});
