import type { WriteBatch } from '../../model/batch.js';
import { toQuartetError } from '../../model/errors.js';
import type { Tenant } from '../../model/tenant.js';
import type { ReceiverContext, Signal } from '../receiver.js';

export type OtlpEncoding = 'protobuf' | 'json';

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
   * Decodes the uncompressed body, stores what is valid (durably: see `storeCounted`) and says what was left out. Throws
   * `invalid_argument` for a body that cannot be read at all; errors of the writer pass through. Counts items by the
   * context's meter.
   */
  ingest(body: Buffer, encoding: OtlpEncoding, tenant: Tenant, context: ReceiverContext): Promise<OtlpOutcome>;
}

/** What one request of a signal brought, for the meter. `bytes`: of the uncompressed body. */
export interface OtlpCounts {
  readonly signal: Signal;
  readonly items: number;
  readonly rejected: number;
  readonly bytes: number;
}

/** Writes a decoded batch, if it has any items, and counts its items as accepted, or as refused with the error's code. */
export async function storeCounted(batch: WriteBatch, counts: OtlpCounts, context: ReceiverContext): Promise<void> {
  const { signal, items, rejected, bytes } = counts;
  const { tenant } = batch;
  if (rejected > 0) context.meter.refused('otlp', signal, tenant, rejected, 'invalid');
  if (items === 0) return;
  try {
    await context.writer.write(batch);
  } catch (error) {
    context.meter.refused('otlp', signal, tenant, items, toQuartetError(error).code);
    throw error;
  }
  context.meter.accepted('otlp', signal, tenant, items, bytes);
}
