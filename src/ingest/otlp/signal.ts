import type { Tenant } from '../../model/tenant.js';
import type { ReceivedBy, ReceiverContext, Signal, Transport } from '../receiver.js';

export type OtlpEncoding = 'protobuf' | 'json';

/** An export request. `body` is uncompressed. */
export interface OtlpRequest {
  readonly body: Buffer;
  readonly encoding: OtlpEncoding;
  readonly tenant: Tenant;
  readonly transport: Transport;
}

/** OTLP requests as the meter has them. */
export const receivedBy = ({ transport }: OtlpRequest): ReceivedBy => ({ dialect: 'otlp', transport });

/** What became of one request, for its ExportPartialSuccess. `message` is empty when there is nothing to say. */
export interface OtlpOutcome {
  readonly rejected: number;
  readonly message: string;
}

/**
 * One signal of OTLP: an entry in the tables that the HTTP routes and the gRPC server are built from.
 * https://opentelemetry.io/docs/specs/otlp/
 */
export interface OtlpSignal {
  readonly signal: Signal;
  /** Where OTLP/HTTP senders post; also the end of the path wherever else the route is mounted. */
  readonly path: '/v1/traces' | '/v1/metrics' | '/v1/logs';
  /** The gRPC service whose one method is `Export`. */
  readonly grpcService: `opentelemetry.proto.collector.${string}.v1.${string}Service`;
  /** How JSON answers name the count of rejected items; in protobuf it is field 1 for every signal. */
  readonly rejectedField: 'rejectedSpans' | 'rejectedDataPoints' | 'rejectedLogRecords';

  /**
   * Decodes the body, stores what is valid (durably: see `storeCounted`) and says what was left out. Throws
   * `invalid_argument` for a body that cannot be read at all; errors of the writer pass through. Counts items by the
   * context's meter.
   */
  ingest(request: OtlpRequest, context: ReceiverContext): Promise<OtlpOutcome>;
}
