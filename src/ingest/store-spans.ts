import { toQuartetError } from '../model/errors.js';
import type { SpanBatch } from '../model/spans.js';
import type { ReceiverContext } from './receiver.js';

/**
 * Writes the spans of one request and counts them; resolves when they are stored. Rejects with a `QuartetError`.
 * `bytes`: uncompressed length of the request's body.
 */
export async function storeSpans(
  ctx: ReceiverContext,
  dialect: string,
  spans: SpanBatch,
  bytes: number,
): Promise<void> {
  const { tenant, rows } = spans;
  if (rows === 0) return;
  try {
    await ctx.writer.write({ tenant, spans });
  } catch (thrown) {
    const error = toQuartetError(thrown);
    ctx.meter.refused(dialect, 'traces', tenant, rows, error.code);
    throw error;
  }
  ctx.meter.accepted(dialect, 'traces', tenant, rows, bytes);
}
