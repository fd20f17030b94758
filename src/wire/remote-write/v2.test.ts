import { describe, expect, it } from 'vitest';
import { histogramRows, sampleRows } from '../../../test/support/metric-rows.js';
import { memoryIndex } from '../../../test/support/recording-writer.js';
import { integerHistogram } from '../../../test/support/remote-write-decoders.js';
import { encodeRawV2, encodeV2 } from '../../../test/support/remote-write-messages.js';
import type { WriteDecoderOptions } from './decoder.js';
import { RequestDecoder } from './v2.js';

const T = 1_795_168_800_000;

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
      { labels: { __name__: 'c' }, histograms: [{ ...integerHistogram(), startTimestamp: T - 7 }] },
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
