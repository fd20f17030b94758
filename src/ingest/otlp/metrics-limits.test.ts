import { describe, expect, it } from 'vitest';
import { sampleRows } from '../../../test/support/metric-rows.js';
import { attributes, metricsBodies, metricsRequest } from '../../../test/support/otlp-metrics.js';
import { FROM, gauge, histogram } from '../../../test/support/otlp-metrics-receiver.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { type MetricLimits, UNLIMITED_METRICS } from '../../model/metric-limits.js';
import { MetricIntake } from '../../pipeline/metric-intake/metric-intake.js';
import { type MetricsSignalOptions, metricsSignal } from './metrics.js';
import type { OtlpEncoding } from './signal.js';

const NS = '1795168800000000000';
const point = (labels: Record<string, string>) => ({
  timeUnixNano: NS,
  asDouble: 1,
  attributes: attributes(labels),
});

describe.each<OtlpEncoding>(['protobuf', 'json'])('limits of a tenant in %s', (encoding) => {
  const open = (limits: Partial<MetricLimits>, options: MetricsSignalOptions = {}) => {
    const metricIntake = new MetricIntake(
      () => ({ ...UNLIMITED_METRICS, ...limits }),
      () => Number(NS) / 1e6,
    );
    const { context, writer, refused } = testReceiver({ metricIntake });
    const ingest = (...metrics: Record<string, unknown>[]) =>
      metricsSignal(options).ingest(
        { body: metricsBodies(metricsRequest(metrics))[encoding], encoding, ...FROM },
        context,
      );
    const stored = () => writer.batches.flatMap((batch) => sampleRows(batch, writer.indexes.series.refs));
    return { ingest, stored, refused };
  };

  it('leave single points out and tell of them', async () => {
    const { ingest, stored } = open({ maxLabelNamesPerSeries: 2 });
    const { rejected, message } = await ingest(gauge([point({ a: '1', b: '2' }), point({ a: '1' })]), histogram({}));
    expect([rejected, message]).toEqual([
      1,
      expect.stringContaining(
        '(actual: 3, limit: 2) series: \'temp{a="1", b="2"}\' (err-mimir-max-label-names-per-series)',
      ),
    ]);
    expect(stored().map(({ labels }) => labels.__name__)).toHaveLength(1 + 5);
  });

  it("fail the request at Prometheus' and Mimir's own endpoint", async () => {
    const { ingest, stored } = open({ maxGlobalSeriesPerUser: 1 }, { rejections: 'server-error' });
    await expect(ingest(gauge([point({ a: '1' }), point({ a: '2' })]))).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('err-mimir-max-series-per-user'),
    });
    expect(stored()).toHaveLength(1);
  });

  it('refuse a request beyond the rate', async () => {
    const { ingest, stored, refused } = open({ ingestionRate: 1, ingestionBurstSize: 1 });
    await expect(ingest(gauge([point({ a: '1' }), point({ a: '2' })]))).rejects.toMatchObject({
      code: 'resource_exhausted',
    });
    expect(stored()).toEqual([]);
    expect(refused).toMatchObject([{ items: 2, reason: 'rate_limited' }]);
  });
});
