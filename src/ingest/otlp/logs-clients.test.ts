import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as GrpcExporter } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider, type LogRecordExporter } from '@opentelemetry/sdk-logs';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { logRows } from '../../../test/support/log-rows.js';
import { type OtlpPorts, openOtlpPorts } from '../../../test/support/otlp-ports.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { DEFAULT_LOKI_LIMITS } from '../../model/loki-limits.js';
import { lokiOtlpReceiver } from '../loki/otlp-receiver.js';
import { LokiPush } from '../loki/push.js';
import { logsSignal } from './logs.js';

const RECORDS = 500;
const SECONDS = 1_800_000_000;

const receiver = testReceiver();
const push = new LokiPush(receiver.context, () => DEFAULT_LOKI_LIMITS);
let ports: OtlpPorts;
let loki: FastifyInstance;
let lokiUrl: string;

beforeAll(async () => {
  ports = await openOtlpPorts(logsSignal(push), receiver.context);
  loki = Fastify();
  await loki.register(lokiOtlpReceiver(push));
  lokiUrl = `${await loki.listen({ host: '127.0.0.1', port: 0 })}/otlp/v1/logs`;
});

afterAll(() => Promise.all([ports.close(), loki.close()]));

const EXPORTERS: Record<string, () => LogRecordExporter> = {
  gRPC: () => new GrpcExporter({ url: ports.grpcUrl }),
  'HTTP/protobuf': () => new ProtobufExporter({ url: ports.httpUrl }),
  'HTTP/JSON with gzip': () => new JsonExporter({ url: ports.httpUrl, compression: 'gzip' as never }),
  "HTTP/protobuf on Loki's port": () => new ProtobufExporter({ url: lokiUrl }),
  "HTTP/JSON on Loki's port": () => new JsonExporter({ url: lokiUrl }),
};

it.each(Object.keys(EXPORTERS))("OpenTelemetry's own exporters deliver every record: %s", async (name) => {
  const { writer } = receiver;
  writer.batches.length = 0;
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ 'service.name': name, 'process.pid': 42 }),
    processors: [
      new BatchLogRecordProcessor({ exporter: EXPORTERS[name]!(), maxExportBatchSize: 64, maxQueueSize: RECORDS }),
    ],
  });
  const logger = provider.getLogger('quartet.test', '1.2.3');
  for (let i = 0; i < RECORDS; i++) {
    logger.emit({
      timestamp: [SECONDS, i],
      observedTimestamp: [SECONDS, i + 1],
      severityNumber: SeverityNumber.WARN,
      body: i % 2 === 0 ? `Zoë ${i} 🚀` : { i },
      attributes: { 'user.name': `u${i}`, items: i, ratio: i + 0.5, ok: true, list: ['a', i] },
    });
  }
  await provider.shutdown();
  const rows = writer.batches.flatMap(({ logs }) => logRows(logs!, writer.indexes.streams.refs));
  expect(rows.sort((a, b) => Number(a.ns - b.ns))).toEqual(
    Array.from({ length: RECORDS }, (_, i) => ({
      labels: { service_name: name },
      ns: BigInt(SECONDS) * 1_000_000_000n + BigInt(i),
      line: i % 2 === 0 ? `Zoë ${i} 🚀` : `{"i":${i}}`,
      level: 'warn',
      metadata: {
        process_pid: '42',
        scope_name: 'quartet.test',
        scope_version: '1.2.3',
        observed_timestamp: `${BigInt(SECONDS) * 1_000_000_000n + BigInt(i + 1)}`,
        severity_number: '13',
        user_name: `u${i}`,
        items: `${i}`,
        ratio: `${i + 0.5}`,
        ok: 'true',
        list: `["a",${i}]`,
      },
    })),
  );
});

const statusText = (message: string): Buffer =>
  Buffer.concat([Buffer.from([0x12, message.length]), Buffer.from(message)]);

it.each([
  ['{}', 'application/json', 422, 'error at least one valid stream is required for ingestion'],
  ['x', 'application/x-protobuf', 400, undefined],
  ['{"resourceLogs":5}', 'application/json', 400, 'resourceLogs must be an array, not 5'],
  ['{}', 'text/plain', 400, 'content type: text/plain is not supported'],
])("on Loki's port %s as %s is answered with a Status in protobuf", async (body, type, status, message) => {
  const answer = await fetch(lokiUrl, { method: 'POST', headers: { 'content-type': type }, body });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/x-protobuf');
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (message === undefined) expect(bytes[0]).toBe(0x12);
  else expect(bytes).toEqual(statusText(message));
});
