import { Metadata, type ServerUnaryCall, type ServiceError, type sendUnaryData } from '@grpc/grpc-js';
import { toQuartetError } from '../../model/errors.js';
import { statusProtobuf, toOtlpError } from '../../wire/otlp/errors.js';
import { exportResponseProtobuf } from '../../wire/otlp/partial-success.js';
import { GrpcServer, type GrpcService } from '../grpc-server.js';
import type { ReceiverContext } from '../receiver.js';
import { RepeatedBodies } from '../repeated-bodies.js';
import type { OtlpOutcome, OtlpSignal } from './signal.js';

const HINT = 'this port speaks OTLP over gRPC (traces, metrics, logs); OTLP over HTTP is on 4318, Jaeger gRPC on 14250';

/**
 * OTLP over gRPC (port 4317): `TraceService/Export` and its like for each signal. Answers when everything is stored.
 * Errors carry google.rpc.Status, with RetryInfo where repeating helps.
 * https://opentelemetry.io/docs/specs/otlp/#otlpgrpc
 */
export function otlpGrpcServer(signals: readonly OtlpSignal[], context: ReceiverContext): GrpcServer {
  return new GrpcServer({
    services: otlpGrpcServices(signals, context),
    maxMessageBytes: context.maxBodyBytes,
    hint: HINT,
  });
}

function otlpGrpcServices(signals: readonly OtlpSignal[], context: ReceiverContext): GrpcService[] {
  const repeated = new RepeatedBodies<OtlpOutcome>({ now: context.now });

  const receive = (signal: OtlpSignal, { request, metadata }: Call): Promise<OtlpOutcome> => {
    const tenant = context.tenantOf(textEntries(metadata));
    return repeated.once(tenant, signal.path, request, () => signal.ingest(request, 'protobuf', tenant, context));
  };

  return signals.map((signal) => ({
    definition: { Export: unaryOfBytes(`/${signal.grpcService}/Export`) },
    implementation: {
      Export: async (call: Call, done: sendUnaryData<Buffer>) => {
        try {
          done(null, exportResponseProtobuf(await receive(signal, call)));
        } catch (error) {
          done(serviceError(error));
        }
      },
    },
  }));
}

type Call = ServerUnaryCall<Buffer, Buffer>;

/** Messages stay bytes: the decoders read them straight into columns. */
const bytes = (message: Buffer): Buffer => message;

const unaryOfBytes = (path: string) => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: bytes,
  requestDeserialize: bytes,
  responseSerialize: bytes,
  responseDeserialize: bytes,
});

function textEntries(metadata: Metadata): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata.getMap())) if (typeof value === 'string') entries[name] = value;
  return entries;
}

function serviceError(thrown: unknown): Partial<ServiceError> {
  const error = toOtlpError(toQuartetError(thrown));
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', statusProtobuf(error));
  return { code: error.grpcCode, details: error.message, metadata };
}
