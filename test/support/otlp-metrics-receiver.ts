import { type MetricsSignalOptions, metricsSignal } from '../../src/ingest/otlp/metrics.js';
import type { OtlpEncoding } from '../../src/ingest/otlp/signal.js';
import { exemplarRows, histogramRows, sampleRows } from './metric-rows.js';
import { metricsBodies } from './otlp-metrics.js';
import { testReceiver } from './receiver-context.js';

type Json = Record<string, unknown>;

/** How the requests of tests come in. */
export const FROM = { tenant: 't', transport: 'http' } as const;

const NS = '1795168800000000000';

/** Takes metrics requests in one encoding, and reads back what was stored. */
export function openMetrics(encoding: OtlpEncoding, options: MetricsSignalOptions = {}) {
  const receiver = testReceiver();
  const signal = metricsSignal(options);
  const { refs } = receiver.writer.indexes.series;
  const ingest = (request: Json) =>
    signal.ingest({ body: metricsBodies(request)[encoding], encoding, ...FROM }, receiver.context);
  const rows = () => receiver.writer.batches.flatMap((batch) => sampleRows(batch, refs));
  const named = (name: string) =>
    rows()
      .filter(({ labels }) => labels.__name__ === name)
      .map(({ labels: { __name__: _, ...labels }, ms, value }) => ({ labels, ms, value }));
  const histograms = () => receiver.writer.batches.flatMap((batch) => histogramRows(batch, refs));
  const exemplars = () => receiver.writer.batches.flatMap((batch) => exemplarRows(batch, refs));
  return { ...receiver, ingest, rows, named, histograms, exemplars };
}

export const gauge = (points: Json[], more: Json = {}) => ({ name: 'temp', gauge: { dataPoints: points }, ...more });

/** An explicit histogram of one point; `temporality`: cumulative by default. */
export const histogram = (point: Json, temporality = 2) => ({
  name: 'wait',
  unit: 'ms',
  histogram: {
    aggregationTemporality: temporality,
    dataPoints: [
      { timeUnixNano: NS, count: '6', sum: 20.5, bucketCounts: ['1', '2', '3'], explicitBounds: [5, 10.5], ...point },
    ],
  },
});

/** An exponential histogram of one point; `temporality`: cumulative by default. */
export const exponential = (point: Json, temporality = 2) => ({
  name: 'lat',
  exponentialHistogram: {
    aggregationTemporality: temporality,
    dataPoints: [{ timeUnixNano: NS, count: '9', sum: 4, scale: 3, zeroCount: '2', zeroThreshold: 0.5, ...point }],
  },
});
