import { Client, compressionAlgorithms, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { exampleSpan, exampleSpans, tracesBody } from '../../../test/support/otlp-traces.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { QuartetError } from '../../model/errors.js';
import { GRPC } from '../../wire/otlp/errors.js';
import type { GrpcServer } from '../grpc-server.js';
import { otlpGrpcServer } from './grpc.js';
import { tracesSignal } from './traces.js';

const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

const receiver = testReceiver({
  tenantOf: (headers) => {
    const tenant = headers['x-scope-orgid'];
    if (tenant === undefined) throw new QuartetError('unauthenticated', 'no org id');
    return String(tenant);
  },
});
const { writer } = receiver;
let server: GrpcServer;
let client: Client;
let gzipClient: Client;

beforeAll(async () => {
  server = otlpGrpcServer([tracesSignal], receiver.context);
  const address = `127.0.0.1:${await server.start('127.0.0.1', 0)}`;
  client = new Client(address, credentials.createInsecure());
  gzipClient = new Client(address, credentials.createInsecure(), {
    'grpc.default_compression_algorithm': compressionAlgorithms.gzip,
  });
});

afterAll(async () => {
  client.close();
  gzipClient.close();
  await server.stop();
});

beforeEach(() => {
  writer.batches.length = 0;
  writer.failure = undefined;
});

const bytes = (message: Buffer): Buffer => message;

function call(
  path: string,
  body: Buffer,
  headers: Record<string, string> = { 'x-scope-orgid': 'acme' },
  caller = client,
): Promise<Buffer> {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return new Promise((resolve, reject) => {
    caller.makeUnaryRequest(path, bytes, bytes, body, metadata, (error, answer) => {
      if (error === null) resolve(answer!);
      else reject(error);
    });
  });
}

const failure = (
  path: string,
  body: Buffer,
  headers?: Record<string, string>,
  caller?: Client,
): Promise<ServiceError> =>
  call(path, body, headers, caller).then(
    () => Promise.reject(new Error('succeeded')),
    (error: ServiceError) => error,
  );

describe('OTLP over gRPC', () => {
  it('stores spans under the tenant of the metadata, a repeated message once', async () => {
    const body = tracesBody(exampleSpans(3));
    expect(await call(EXPORT, body)).toEqual(Buffer.alloc(0));
    expect(await call(EXPORT, body)).toEqual(Buffer.alloc(0));
    expect(writer.batches.map(({ tenant, spans }) => [tenant, spans!.rows])).toEqual([['acme', 3]]);
    expect(receiver.accepted).toMatchObject([{ dialect: 'otlp', transport: 'grpc', items: 3 }]);
    expect(await failure(EXPORT, body, {})).toMatchObject({ code: GRPC.unauthenticated, details: 'no org id' });
  });

  it('reports partial success', async () => {
    const answer = await call(EXPORT, tracesBody([exampleSpan(1), { ...exampleSpan(2), traceId: new Uint8Array(16) }]));
    expect(answer.toString('latin1')).toContain('1 spans rejected: 1 with a trace_id of zeros');
  });

  it.each([
    [new QuartetError('resource_exhausted', 'queue full', { retryAfter: 7 }), GRPC.resourceExhausted, true],
    [new QuartetError('unavailable', 'engine gone'), GRPC.unavailable, true],
    [new QuartetError('invalid_argument', 'refused by the engine'), GRPC.invalidArgument, false],
    [new Error('bug'), GRPC.internal, false],
  ])('%s', async (thrown, code, hasRetryInfo) => {
    writer.failure = thrown;
    const error = await failure(EXPORT, tracesBody(exampleSpans(1, 50)));
    expect(error).toMatchObject({ code, details: thrown.message });
    const details = String(error.metadata.get('grpc-status-details-bin')[0]);
    expect(details).toContain(thrown.message);
    expect(details.includes('google.rpc.RetryInfo')).toBe(hasRetryInfo);
  });

  it('tells who calls the wrong service where it is', async () => {
    const error = await failure('/jaeger.api_v2.CollectorService/PostSpans', Buffer.alloc(3));
    expect(error.code).toBe(GRPC.unimplemented);
    expect(error.details).toContain('this port speaks OTLP over gRPC');
    expect(error.details).toContain('14250');
  });

  it('refuses messages over the limit, before and after decompression', async () => {
    expect(await failure(EXPORT, Buffer.alloc(5 << 20))).toMatchObject({ code: GRPC.resourceExhausted });
    const bomb = await failure(EXPORT, Buffer.alloc(64 << 20), { 'x-scope-orgid': 'acme' }, gzipClient);
    expect(bomb).toMatchObject({ code: GRPC.resourceExhausted });
    expect(bomb.details).toContain('decompresses to a size larger');
    expect(await call(EXPORT, tracesBody(exampleSpans(1, 60)))).toEqual(Buffer.alloc(0));
  });

  it('answers broken messages with INVALID_ARGUMENT', { timeout: 120_000 }, async () => {
    const random = seededRandom(4317);
    const good = tracesBody(exampleSpans(3));
    for (let i = 0; i < FUZZ_CASES; i++) {
      const error = await call(EXPORT, mutate(good, random)).then(
        () => undefined,
        (thrown: ServiceError) => thrown,
      );
      if (error !== undefined) expect(error).toMatchObject({ code: GRPC.invalidArgument });
    }
  });
});
