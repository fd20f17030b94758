import { credentials, Metadata, makeGenericClientConstructor, type ServiceError } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FUZZ_CASES, FUZZ_TIMEOUT_MS, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { postSpansBytes } from '../../../test/support/jaeger-messages.js';
import { type TestReceiver, testReceiver } from '../../../test/support/receiver-context.js';
import { spanRows } from '../../../test/support/span-rows.js';
import { QuartetError } from '../../model/errors.js';
import type { GrpcServer } from '../grpc-server.js';
import { jaegerGrpcServer } from './collector-grpc.js';

const POST_SPANS = '/jaeger.api_v2.CollectorService/PostSpans';
const bytes = (message: Buffer): Buffer => message;

function body(id: number): Buffer {
  return postSpansBytes({
    service: 'shop',
    spans: [
      {
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        spanId: id.toString(16).padStart(16, '0'),
        name: `op ${id}`,
        start: 1_700_000_000_123_456n,
        duration: 1500n,
        tags: [{ key: 'n', int: BigInt(id) }],
        logs: [{ time: 1_700_000_000_123_460n, fields: [{ key: 'event', string: 'retry' }] }],
        references: [{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '1111111111111111', type: 0 }],
      },
    ],
  });
}

describe('Jaeger collector over gRPC', () => {
  let server: GrpcServer;
  let receiver: TestReceiver;
  let client: InstanceType<ReturnType<typeof makeGenericClientConstructor>>;

  beforeEach(async () => {
    receiver = testReceiver({
      tenantOf: (headers) => {
        if (headers['x-scope-orgid'] === 'none') throw new QuartetError('unauthenticated', 'no org id');
        return String(headers['x-scope-orgid'] ?? 'default');
      },
    });
    server = jaegerGrpcServer(receiver.context);
    const port = await server.start('127.0.0.1', 0);
    const Client = makeGenericClientConstructor({}, 'jaeger');
    client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  });
  afterEach(() => {
    client.close();
    return server.stop();
  });

  function call(request: Buffer, headers: Record<string, string> = {}, path = POST_SPANS): Promise<Buffer> {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
    return new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, bytes, bytes, request, metadata, (error: ServiceError | null, answer?: Buffer) =>
        error === null ? resolve(answer!) : reject(error),
      );
    });
  }

  it('gets every span once, and answers an empty message', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => call(body(i + 1))));
    expect(answers.every((answer) => answer.length === 0)).toBe(true);
    await call(body(1));
    const { refs } = receiver.writer.indexes.resources;
    const rows = receiver.writer.batches.flatMap((batch) => spanRows(batch.spans!, refs));
    expect(rows.map((row) => Number(row.attributes.n!.slice(1))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    expect(rows[0]).toMatchObject({ parentId: '1111111111111111', events: [{ name: 'retry' }] });
    expect(receiver.accepted).toHaveLength(50);
    expect(receiver.accepted[0]).toMatchObject({ dialect: 'jaeger', transport: 'grpc', items: 1 });
  });

  it('takes the tenant from the metadata', async () => {
    await call(body(1), { 'X-Scope-OrgID': 'acme' });
    expect(receiver.writer.batches.map(({ tenant }) => tenant)).toEqual(['acme']);
    await expect(call(body(2), { 'x-scope-orgid': 'none' })).rejects.toMatchObject({ code: 16 });
  });

  it.each([
    ['resource_exhausted', 8],
    ['unavailable', 14],
    ['invalid_argument', 3],
    ['internal', 13],
  ] as const)('answers %s of the writer with code %d', async (code, grpc) => {
    receiver.writer.failure = new QuartetError(code, 'not now');
    await expect(call(body(1))).rejects.toMatchObject({ code: grpc, details: 'not now' });
  });

  it('refuses what is no message, and one over the limit', async () => {
    await expect(call(Buffer.from('hello'))).rejects.toMatchObject({ code: 3 });
    await expect(call(Buffer.alloc(5 << 20))).rejects.toMatchObject({ code: 8 });
    await call(body(1));
  });

  it(
    'answers every broken message',
    async () => {
      const random = seededRandom(14250);
      for (let i = 0; i < FUZZ_CASES; i++) {
        const code = await call(mutate(body(7), random)).then(
          () => 0,
          (error: ServiceError) => error.code,
        );
        expect([0, 3]).toContain(code);
      }
      await call(body(1));
    },
    FUZZ_TIMEOUT_MS,
  );

  it('says where to go to a caller of another method', async () => {
    const path = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
    await expect(call(body(1), {}, path)).rejects.toMatchObject({ code: 12, details: expect.stringContaining('4317') });
  });

  it('tells clients to sample everything', async () => {
    const answer = await call(Buffer.alloc(0), {}, '/jaeger.api_v2.SamplingManager/GetSamplingStrategy');
    expect(answer.readDoubleLE(3)).toBe(1);
  });
});
