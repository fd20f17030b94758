import { Metadata, type ServiceError } from '@grpc/grpc-js';
import { toQuartetError } from '../../model/errors.js';
import { statusProtobuf, toOtlpError } from '../../wire/otlp/errors.js';
import { exportResponseProtobuf } from '../../wire/otlp/partial-success.js';
import type { GrpcService } from '../grpc-messages.js';
import { GrpcServer } from '../grpc-server.js';
import { unaryService } from '../grpc-unary.js';
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
  return signals.map((signal) =>
    unaryService({
      path: `/${signal.grpcService}/Export`,
      answer: async (body, headers) => {
        const tenant = context.tenantOf(headers);
        const outcome = await repeated.once(tenant, signal.path, body, () =>
          signal.ingest({ body, encoding: 'protobuf', tenant, transport: 'grpc' }, context),
        );
        return exportResponseProtobuf(outcome);
      },
      failure: serviceError,
    }),
  );
}

function serviceError(thrown: unknown): Partial<ServiceError> {
  const error = toOtlpError(toQuartetError(thrown));
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', statusProtobuf(error));
  return { code: error.grpcCode, details: error.message, metadata };
}
