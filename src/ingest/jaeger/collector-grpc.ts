import type { Metadata, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { toQuartetError } from '../../model/errors.js';
import { jaegerGrpcError } from '../../wire/jaeger/errors.js';
import { ProcessCache } from '../../wire/jaeger/processes.js';
import { decodePostSpans } from '../../wire/jaeger/protobuf.js';
import { SAMPLE_ALL_PROTOBUF } from '../../wire/jaeger/sampling.js';
import { GrpcServer, type GrpcService } from '../grpc-server.js';
import type { ReceiverContext } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import { storeSpans } from '../store-spans.js';

const DIALECT = 'jaeger';
const POST_SPANS = '/jaeger.api_v2.CollectorService/PostSpans';

/** Messages stay bytes: the decoder reads them straight into columns. */
const bytes = (message: Uint8Array): Buffer => Buffer.from(message.buffer, message.byteOffset, message.byteLength);

const unary = (path: string) => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: bytes,
  requestDeserialize: bytes,
  responseSerialize: bytes,
  responseDeserialize: bytes,
});

const HINT = 'this port takes Jaeger spans over gRPC (PostSpans); Thrift over HTTP is on 14268, OTLP over gRPC on 4317';

type Call = ServerUnaryCall<Uint8Array, Uint8Array>;

/**
 * Jaeger's collector over gRPC (port 14250): `jaeger.api_v2.CollectorService/PostSpans` answers when the spans are
 * stored, `SamplingManager/GetSamplingStrategy` tells clients to sample everything.
 * https://github.com/jaegertracing/jaeger-idl/tree/main/proto/api_v2
 */
export function jaegerGrpcServer(ctx: ReceiverContext): GrpcServer {
  return new GrpcServer({ services: services(ctx), maxMessageBytes: ctx.maxBodyBytes, hint: HINT });
}

function services(ctx: ReceiverContext): readonly GrpcService[] {
  const processes = new ProcessCache();
  const repeated = new RepeatedBodies<void>({ now: ctx.now });

  async function postSpans(body: Uint8Array, metadata: Metadata): Promise<void> {
    const tenant = ctx.tenantOf(textEntries(metadata));
    await repeated.once(tenant, POST_SPANS, body, () => {
      const spans = decodePostSpans(body, tenant, ctx.writer.indexes.resources, processes);
      return storeSpans(ctx, DIALECT, spans, body.length);
    });
  }

  return [
    {
      definition: { PostSpans: unary(POST_SPANS) },
      implementation: {
        PostSpans: (call: Call, done: sendUnaryData<Uint8Array>) => {
          postSpans(call.request, call.metadata).then(
            () => done(null, EMPTY),
            (error: unknown) => done(jaegerGrpcError(toQuartetError(error))),
          );
        },
      },
    },
    {
      definition: { GetSamplingStrategy: unary('/jaeger.api_v2.SamplingManager/GetSamplingStrategy') },
      implementation: {
        GetSamplingStrategy: (_call: Call, done: sendUnaryData<Uint8Array>) => done(null, SAMPLE_ALL_PROTOBUF),
      },
    },
  ];
}

const EMPTY = new Uint8Array(0);

function textEntries(metadata: Metadata): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata.getMap())) if (typeof value === 'string') entries[name] = value;
  return entries;
}
