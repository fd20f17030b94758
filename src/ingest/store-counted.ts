import type { WriteBatch } from '../model/batch.js';
import { toQuartetError } from '../model/errors.js';
import type { SpanBatch } from '../model/spans.js';
import { ATTRIBUTE_SCOPES } from '../pipeline/attribute-limit.js';
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

/** Spans that a request brought and that are not stored, though it did not fail. */
export interface NotStored {
  readonly count: number;
  /** Why, each reason once. */
  readonly message: string;
}

/** Reasons that an answer tells. */
const MAX_REASONS = 10;

/**
 * `storeCounted` for the spans of a request, of which there may be none, and `bytes` of which count against their tenant's
 * rate. Spans beyond the limits of traces are left out.
 */
export async function storeSpans(
  context: ReceiverContext,
  by: ReceivedBy,
  spans: SpanBatch,
  bytes: number,
): Promise<NotStored> {
  const { tenant, rows } = spans;
  if (rows === 0) return NOTHING;
  const { spanIntake, meter, writer } = context;
  try {
    spanIntake?.take(tenant, bytes);
  } catch (error) {
    meter.refused(by, 'traces', tenant, rows, 'rate_limited');
    throw error;
  }
  const admitted = spanIntake?.admit(spans, writer.indexes.resources);
  for (const scope of ATTRIBUTE_SCOPES) {
    const cut = admitted?.cut[scope] ?? 0;
    if (cut > 0) meter.cutAttributes(tenant, scope, cut);
  }
  const stored = admitted?.spans ?? spans;
  const refused = admitted?.refused ?? [];
  for (const one of refused) meter.refused(by, 'traces', tenant, one.spans, one.reason);
  if (stored.rows > 0) {
    const counts = { signal: 'traces', items: stored.rows, bytes } as const;
    await storeCounted(context, by, { tenant, spans: stored }, counts);
  }
  const reasons = [...new Set(refused.map(({ message }) => message))];
  return { count: rows - stored.rows, message: reasons.slice(0, MAX_REASONS).join('; ') };
}

const NOTHING: NotStored = { count: 0, message: '' };
