import { toQuartetError } from '../../model/errors.js';
import { jaegerGrpcError } from '../../wire/jaeger/errors.js';
import { ProcessCache } from '../../wire/jaeger/processes.js';
import { decodePostSpans } from '../../wire/jaeger/protobuf.js';
import { SAMPLE_ALL_PROTOBUF } from '../../wire/jaeger/sampling.js';
import type { GrpcService } from '../grpc-messages.js';
import { GrpcServer } from '../grpc-server.js';
import { unaryService } from '../grpc-unary.js';
import type { ReceiverContext } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import { storeSpans } from '../store-counted.js';

const RECEIVED_BY = { dialect: 'jaeger', transport: 'grpc' } as const;
const POST_SPANS = '/jaeger.api_v2.CollectorService/PostSpans';

const HINT = 'this port takes Jaeger spans over gRPC (PostSpans); Thrift over HTTP is on 14268, OTLP over gRPC on 4317';

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
  const failure = (thrown: unknown) => jaegerGrpcError(toQuartetError(thrown));
  return [
    unaryService({
      path: POST_SPANS,
      answer: async (body, headers) => {
        const tenant = ctx.tenantOf(headers);
        await repeated.once(tenant, POST_SPANS, body, async () => {
          const spans = decodePostSpans(body, tenant, ctx.writer.indexes.resources, processes);
          await storeSpans(ctx, RECEIVED_BY, spans, body.length);
        });
        return EMPTY;
      },
      failure,
    }),
    unaryService({
      path: '/jaeger.api_v2.SamplingManager/GetSamplingStrategy',
      answer: () => SAMPLE_ALL_PROTOBUF,
      failure,
    }),
  ];
}

const EMPTY = new Uint8Array(0);
