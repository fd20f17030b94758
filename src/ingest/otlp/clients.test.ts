import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OtlpPorts, openOtlpPorts } from '../../../test/support/otlp-ports.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { type SpanRow, spanRows } from '../../../test/support/span-rows.js';
import { tracesSignal } from './traces.js';

const SPANS = 500;

const receiver = testReceiver();
let ports: OtlpPorts;

beforeAll(async () => {
  ports = await openOtlpPorts(tracesSignal, receiver.context);
});

afterAll(() => ports.close());

const EXPORTERS: Record<string, () => SpanExporter> = {
  gRPC: () => new GrpcExporter({ url: ports.grpcUrl }),
  'gRPC with gzip': () => new GrpcExporter({ url: ports.grpcUrl, compression: 'gzip' as never }),
  'HTTP/protobuf': () => new ProtobufExporter({ url: ports.httpUrl }),
  'HTTP/protobuf with gzip': () => new ProtobufExporter({ url: ports.httpUrl, compression: 'gzip' as never }),
  'HTTP/JSON': () => new JsonExporter({ url: ports.httpUrl }),
};

describe("OpenTelemetry's own exporters deliver everything they sent", () => {
  it.each(Object.keys(EXPORTERS))('%s', async (name) => {
    const { writer } = receiver;
    writer.batches.length = 0;
    const sent = await send(EXPORTERS[name]!(), name);
    const rows = writer.batches.flatMap(({ spans }) => spanRows(spans!, writer.indexes.resources.refs));
    expect(rows).toHaveLength(SPANS);
    const byId = new Map(rows.map((row) => [row.spanId, row]));
    for (const [spanId, expected] of sent) expect(byId.get(spanId)).toMatchObject(expected);
    expect(byId.size).toBe(SPANS);
  });
});

/** Sends spans of which half are children with events and links; gives what must have been stored, by span id. */
async function send(exporter: SpanExporter, service: string): Promise<Map<string, Partial<SpanRow>>> {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'process.pid': 42 }),
    spanProcessors: [new BatchSpanProcessor(exporter, { maxExportBatchSize: 64, maxQueueSize: SPANS })],
  });
  const tracer = provider.getTracer('quartet.test', '1.2.3');
  const sent = new Map<string, Partial<SpanRow>>();
  for (let i = 0; i < SPANS; i++) {
    const start: [number, number] = [1_795_168_801, i * 1000 + 1];
    const child = i % 2 === 1;
    const linked = {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: TraceFlags.SAMPLED,
    };
    const span = tracer.startSpan(`operation ${i % 7}`, {
      kind: SpanKind.CLIENT,
      startTime: start,
      attributes: { 'user.name': `Zoë ${i} 🚀`, items: i, ratio: i + 0.5, ok: child },
      links: child ? [{ context: linked, attributes: { why: 'retry' } }] : [],
    });
    if (child) {
      span.addEvent('exception', { 'exception.type': 'Error' }, [1_795_168_802, i]);
      span.setStatus({ code: SpanStatusCode.ERROR, message: `failed ${i}` });
    }
    span.end([1_795_168_803, i * 1000 + 2]);
    const { traceId, spanId } = span.spanContext();
    sent.set(spanId, {
      resource: expect.objectContaining({
        'resource.service.name': `s${service}`,
        'resource.process.pid': 'i42',
        'scope.name': 'quartet.test',
        'scope.version': '1.2.3',
      }) as never,
      traceId,
      parentId: '0000000000000000',
      name: `operation ${i % 7}`,
      kind: 3,
      status: child ? 2 : 0,
      statusMessage: child ? `failed ${i}` : '',
      start: BigInt(start[0]) * 1_000_000_000n + BigInt(start[1]),
      duration: 2_000_000_001n,
      attributes: { 'user.name': `sZoë ${i} 🚀`, items: `i${i}`, ratio: `d${i + 0.5}`, ok: `b${child}` },
      events: child
        ? [
            {
              time: 1_795_168_802_000_000_000n + BigInt(i),
              name: 'exception',
              attributes: { 'exception.type': 'sError' },
            },
          ]
        : [],
      links: child ? [{ traceId: linked.traceId, spanId: linked.spanId, attributes: { why: 'sretry' } }] : [],
    });
  }
  await provider.shutdown();
  return sent;
}
