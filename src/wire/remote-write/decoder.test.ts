import { describe, expect, it } from 'vitest';
import { exemplarRows, sampleRows } from '../../../test/support/metric-rows.js';
import { openDecoder, VERSIONS } from '../../../test/support/remote-write-decoders.js';

const T = 1_795_168_800_000;

describe.each(VERSIONS)('remote write $version', (version) => {
  const { encode } = version;
  const open = () => openDecoder(version);

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
