import { describe, expect, it } from 'vitest';
import { attributes, metricsRequest } from '../../../test/support/otlp-metrics.js';
import { exponential, histogram, openMetrics } from '../../../test/support/otlp-metrics-receiver.js';
import type { MetricsSignalOptions } from './metrics.js';
import type { OtlpEncoding } from './signal.js';

const T = 1_795_168_800_000;
const at = (seconds: number): string => `${T + seconds * 1000}000000`;

describe.each<OtlpEncoding>(['protobuf', 'json'])('OTLP histograms in %s', (encoding) => {
  const open = (options: MetricsSignalOptions = {}) => openMetrics(encoding, options);

  it('makes classic histograms of explicit ones, exemplars at their buckets', async () => {
    const { ingest, rows, exemplars } = open();
    const exemplar = {
      timeUnixNano: at(1),
      asDouble: 7,
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      filteredAttributes: attributes({ user: 'u1' }),
    };
    const long = { ...exemplar, asDouble: 99, filteredAttributes: attributes({ user: 'u'.repeat(200) }) };
    await ingest(metricsRequest([histogram({ exemplars: [exemplar, long] })]));
    expect(rows().map(({ labels, value }) => [labels.__name__, labels.le, value])).toEqual([
      ['wait_milliseconds_sum', undefined, 20.5],
      ['wait_milliseconds_count', undefined, 6],
      ['wait_milliseconds_bucket', '5', 1],
      ['wait_milliseconds_bucket', '10.5', 3],
      ['wait_milliseconds_bucket', '+Inf', 6],
    ]);
    const ids = { trace_id: exemplar.traceId, span_id: exemplar.spanId };
    expect(exemplars().map(({ series, labels, value, ms }) => [series.le, value, ms, labels])).toEqual([
      ['10.5', 7, T + 1000, { ...ids, user: 'u1' }],
      ['+Inf', 99, T + 1000, ids],
    ]);
  });

  it('makes native histograms with custom buckets of explicit ones when told to', async () => {
    const { ingest, histograms, rows } = open({ convertHistogramsToNhcb: true });
    expect((await ingest(metricsRequest([histogram({}), histogram({ count: '7' })]))).message).toMatch(/do not fit/);
    expect(rows()).toEqual([]);
    expect(histograms()).toMatchObject([
      { schema: -53, customValues: [5, 10.5], positiveSpans: [0, 3], positiveCounts: [1, 2, 3], count: 6, sum: 20.5 },
    ]);
  });

  it('makes native histograms of exponential ones, their buckets one further', async () => {
    const { ingest, histograms } = open();
    const positive = { offset: -3, bucketCounts: ['1', '0', '2', '0', '0', '0', '3'] };
    await ingest(metricsRequest([exponential({ positive, negative: { offset: 4, bucketCounts: ['1'] } })]));
    expect(histograms()).toMatchObject([
      {
        schema: 3,
        zeroThreshold: 1e-128,
        zeroCount: 2,
        positiveSpans: [-2, 3, 3, 1],
        positiveCounts: [1, 0, 2, 3],
        negativeSpans: [5, 1],
        negativeCounts: [1],
        resetHint: 0,
      },
    ]);
  });

  it('reduces scales above 8 and rejects those below -4', async () => {
    const { ingest, histograms } = open();
    const positive = { offset: 0, bucketCounts: ['1', '1', '1', '1', '3'] };
    const outcome = await ingest(
      metricsRequest([exponential({ scale: 10, positive }), exponential({ scale: -5, positive })]),
    );
    expect(outcome.rejected).toBe(1);
    expect(histograms()).toMatchObject([{ schema: 8, positiveSpans: [1, 2], positiveCounts: [4, 3] }]);
  });
});
