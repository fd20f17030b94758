import { OTLPMetricExporter as GrpcExporter } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { histogramRows, sampleRows } from '../../../test/support/metric-rows.js';
import { type OtlpPorts, openOtlpPorts } from '../../../test/support/otlp-ports.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { metricsSignal } from './metrics.js';

const SERIES = 200;

const receiver = testReceiver();
let ports: OtlpPorts;

beforeAll(async () => {
  ports = await openOtlpPorts(metricsSignal(), receiver.context);
});

afterAll(() => ports.close());

const EXPORTERS: Record<string, () => PushMetricExporter> = {
  gRPC: () => new GrpcExporter({ url: ports.grpcUrl }),
  'HTTP/protobuf': () => new ProtobufExporter({ url: ports.httpUrl }),
  'HTTP/protobuf with gzip': () => new ProtobufExporter({ url: ports.httpUrl, compression: 'gzip' as never }),
  'HTTP/JSON': () => new JsonExporter({ url: ports.httpUrl }),
};

describe("OpenTelemetry's own exporters deliver every metric they sent", () => {
  it.each(Object.keys(EXPORTERS))('%s', async (name) => {
    const { writer } = receiver;
    writer.batches.length = 0;
    await send(EXPORTERS[name]!(), name);
    const { refs } = writer.indexes.series;
    const rows = writer.batches.flatMap((batch) => sampleRows(batch, refs));
    const found = rows.map(({ labels, value }) => {
      const { __name__, job, instance, ...rest } = labels;
      if (__name__ !== 'target_info') expect([job, instance]).toEqual([name, 'i-1']);
      return `${__name__} ${JSON.stringify(rest)} ${value}`;
    });
    expect(new Set(found)).toEqual(new Set(expected()));
    expect(found).toHaveLength(expected().length);
    const histograms = writer.batches.flatMap((batch) => histogramRows(batch, refs));
    expect(histograms.map(({ labels, count, sum }) => [labels.__name__, count, sum])).toEqual([
      ['app_size_bytes', SERIES, (SERIES * (SERIES + 1)) / 2],
    ]);
    expect(histograms[0]!.positiveCounts.reduce((total, count) => total + count, 0)).toBe(SERIES);
  });
});

function expected(): string[] {
  const rows = ['target_info {"host_name":"h"} 1'];
  for (let i = 0; i < SERIES; i++) {
    rows.push(`app_requests_total {"http_route":"/${i}","i":"${i}"} ${i + 1}`);
    rows.push(`app_balance {"i":"${i}"} ${-i}`);
    rows.push(`app_load_ratio {"i":"${i}","ok":"${i % 2 === 0}"} ${i / 7}`);
  }
  rows.push(`app_wait_seconds_sum {} ${0.5 * SERIES}`, `app_wait_seconds_count {} ${SERIES}`);
  for (const bound of ['0.25', '0.5', '+Inf']) {
    rows.push(`app_wait_seconds_bucket {"le":"${bound}"} ${bound === '0.25' ? 0 : SERIES}`);
  }
  return rows;
}

/** Records metrics of every kind that the SDK has, and exports them once. */
async function send(exporter: PushMetricExporter, service: string): Promise<void> {
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.instance.id': 'i-1', 'host.name': 'h' }),
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
    views: [
      {
        instrumentName: 'app.wait',
        aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: [0.25, 0.5] } },
      },
      { instrumentName: 'app.size', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } },
    ],
  });
  const meter = provider.getMeter('quartet.test');
  const requests = meter.createCounter('app.requests', { description: 'Requests.' });
  const balance = meter.createUpDownCounter('app.balance');
  const wait = meter.createHistogram('app.wait', { unit: 's' });
  const size = meter.createHistogram('app.size', { unit: 'By' });
  const load = meter.createObservableGauge('app.load', { unit: '1' });
  load.addCallback((result) => {
    for (let i = 0; i < SERIES; i++) result.observe(i / 7, { ok: i % 2 === 0, i });
  });
  for (let i = 0; i < SERIES; i++) {
    requests.add(i + 1, { 'http.route': `/${i}`, i });
    balance.add(-i, { i });
    wait.record(0.5);
    size.record(i + 1);
  }
  await provider.forceFlush();
  await exporter.shutdown();
}
