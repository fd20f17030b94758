import { randomBytes } from 'node:crypto';
import { ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as GrpcLogs } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as GrpcMetrics } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPMetricExporter as JsonMetrics } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufMetrics } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as GrpcTraces } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider, type LogRecordExporter } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';
import { readLogs, readNow, readTrace } from '../support/server-reads.js';

const COUNT = 500;
const TRACES = 10;
const PARENT = 'b7ad6b7169203331';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.remove());

interface Exporters {
  readonly traces: () => SpanExporter;
  readonly logs: () => LogRecordExporter;
  readonly metrics: () => PushMetricExporter;
}

const grpc = () => ({ url: server.url('otlpGrpc') });
const http = (signal: string) => ({ url: server.url('otlpHttp', `/v1/${signal}`) });

const EXPORTERS: Readonly<Record<string, Exporters>> = {
  grpc: {
    traces: () => new GrpcTraces(grpc()),
    logs: () => new GrpcLogs(grpc()),
    metrics: () => new GrpcMetrics(grpc()),
  },
  protobuf: {
    traces: () => new ProtobufTraces(http('traces')),
    logs: () => new ProtobufLogs(http('logs')),
    metrics: () => new ProtobufMetrics(http('metrics')),
  },
  json: {
    traces: () => new JsonTraces(http('traces')),
    logs: () => new JsonLogs(http('logs')),
    metrics: () => new JsonMetrics(http('metrics')),
  },
};

describe.each(Object.entries(EXPORTERS))(
  "OpenTelemetry's own exporters, %s: everything comes back once",
  (name, exporters) => {
    const resource = resourceFromAttributes({ 'service.name': `otel-${name}` });

    it('spans', async () => {
      const provider = new BasicTracerProvider({
        resource,
        spanProcessors: [new BatchSpanProcessor(exporters.traces(), { maxExportBatchSize: 64, maxQueueSize: COUNT })],
      });
      const tracer = provider.getTracer('interop');
      const seconds = Math.floor(Date.now() / 1000);
      const traceIds = Array.from({ length: TRACES }, () => randomBytes(16).toString('hex'));
      const sent = new Map<string, number>();
      for (let i = 0; i < COUNT; i++) {
        const parent = { traceId: traceIds[i % TRACES]!, spanId: PARENT, traceFlags: TraceFlags.SAMPLED };
        const span = tracer.startSpan(
          `operation ${i}`,
          {
            kind: SpanKind.CLIENT,
            startTime: [seconds, 1_000_000 + i],
            attributes: { 'user.name': `Zoë ${i} 🚀`, items: i, ratio: i + 0.5, ok: i % 2 === 0 },
          },
          trace.setSpanContext(ROOT_CONTEXT, parent),
        );
        span.end([seconds + 1, 1_000_000 + i]);
        sent.set(span.spanContext().spanId, i);
      }
      await provider.shutdown();

      const spans = (await Promise.all(traceIds.map((traceId) => readTrace(server, traceId)))).flat();
      expect(spans).toHaveLength(COUNT);
      for (const span of spans) {
        const i = sent.get(Buffer.from(span.spanId, 'base64').toString('hex'))!;
        const start = BigInt(seconds) * 1_000_000_000n + BigInt(1_000_000 + i);
        expect(span).toMatchObject({
          traceId: Buffer.from(traceIds[i % TRACES]!, 'hex').toString('base64'),
          name: `operation ${i}`,
          startTimeUnixNano: String(start),
          endTimeUnixNano: String(start + 1_000_000_000n),
        });
        expect(Object.fromEntries((span.attributes ?? []).map(({ key, value }) => [key, value]))).toEqual({
          'user.name': { stringValue: `Zoë ${i} 🚀` },
          items: { intValue: String(i) },
          ratio: { doubleValue: i + 0.5 },
          ok: { boolValue: i % 2 === 0 },
        });
      }
      expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(COUNT);
    });

    it('log records', async () => {
      const provider = new LoggerProvider({
        resource,
        processors: [
          new BatchLogRecordProcessor({ exporter: exporters.logs(), maxExportBatchSize: 64, maxQueueSize: COUNT }),
        ],
      });
      const logger = provider.getLogger('interop');
      const seconds = Math.floor(Date.now() / 1000) - 60;
      const start = BigInt(seconds) * 1_000_000_000n;
      for (let i = 0; i < COUNT; i++) {
        logger.emit({
          timestamp: [seconds, i * 1000 + 1],
          severityNumber: SeverityNumber.WARN,
          body: `Zoë ${i} 🚀`,
          attributes: { 'user.id': i },
        });
      }
      await provider.shutdown();
      const found = await readLogs(server, `{service_name="otel-${name}"}`, start, start + 10_000_000_000n);
      expect(found.map(({ ns, line, labels }) => [ns, line, labels.user_id, labels.detected_level])).toEqual(
        Array.from({ length: COUNT }, (_, i) => [
          String(start + BigInt(i * 1000 + 1)),
          `Zoë ${i} 🚀`,
          String(i),
          'warn',
        ]),
      );
    });

    it('metrics', async () => {
      const provider = new MeterProvider({
        resource,
        readers: [
          new PeriodicExportingMetricReader({ exporter: exporters.metrics(), exportIntervalMillis: 3_600_000 }),
        ],
      });
      const meter = provider.getMeter('interop');
      const requests = meter.createCounter('interop.requests');
      const load = meter.createGauge('interop.load');
      const waits = meter.createHistogram('interop.wait', { unit: 's', advice: { explicitBucketBoundaries: [1, 10] } });
      for (let i = 0; i < COUNT; i++) {
        requests.add(i + 1, { i });
        load.record(i / 7, { i });
        waits.record(5);
      }
      await provider.shutdown();
      const job = `{job="otel-${name}"}`;
      const values = async (metric: string, label: string) =>
        (await readNow(server, metric + job)).map(({ metric: labels, value }) => `${labels[label]} ${value[1]}`).sort();
      const expected = (of: (i: number) => number) => Array.from({ length: COUNT }, (_, i) => `${i} ${of(i)}`).sort();
      expect(await values('interop_requests_total', 'i')).toEqual(expected((i) => i + 1));
      expect(await values('interop_load', 'i')).toEqual(expected((i) => i / 7));
      expect(await values('interop_wait_seconds_bucket', 'le')).toEqual([`+Inf ${COUNT}`, `1 0`, `10 ${COUNT}`].sort());
      expect(await values('interop_wait_seconds_sum', 'le')).toEqual([`undefined ${COUNT * 5}`]);
    });
  },
);
