import type { WriteBatch } from '../model/batch.js';
import { toQuartetError } from '../model/errors.js';
import type { SpanBatch } from '../model/spans.js';
import type { ReceivedBy, ReceiverContext, Signal } from './receiver.js';

/** What one request brought, for the meter. `bytes`: of the uncompressed body. */
export interface RequestCounts {
  readonly signal: Signal;
  readonly items: number;
  readonly bytes: number;
}

/**
 * Writes what one request brought and counts its items: as accepted, or as refused with the error's code. Resolves when
 * they are stored; errors of the writer pass through.
 */
export async function storeCounted(
  { writer, meter }: Pick<ReceiverContext, 'writer' | 'meter'>,
  by: ReceivedBy,
  batch: WriteBatch,
  { signal, items, bytes }: RequestCounts,
): Promise<void> {
  const { tenant } = batch;
  try {
    await writer.write(batch);
  } catch (error) {
    meter.refused(by, signal, tenant, items, toQuartetError(error).code);
    throw error;
  }
  meter.accepted(by, signal, tenant, items, bytes);
}

/**
 * `storeCounted` for the spans of a request, of which there may be none, and `bytes` of which count against their tenant's
 * rate.
 */
export async function storeSpans(
  context: ReceiverContext,
  by: ReceivedBy,
  spans: SpanBatch,
  bytes: number,
): Promise<void> {
  const { tenant, rows } = spans;
  if (rows === 0) return;
  try {
    context.spanIntake?.take(tenant, bytes);
  } catch (error) {
    context.meter.refused(by, 'traces', tenant, rows, 'rate_limited');
    throw error;
  }
  await storeCounted(context, by, { tenant, spans }, { signal: 'traces', items: rows, bytes });
}
