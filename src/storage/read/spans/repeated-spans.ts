import { Stretch } from '../../../lib/turns.js';
import type { StoredSpan } from '../../../model/stored-span.js';

/**
 * Spans that are equal in everything were stored twice by a sender's repetition; spans that merely share an id are two.
 * Others get their turn while those of a long trace are compared.
 */
export async function withoutRepeats(spans: readonly StoredSpan[]): Promise<readonly StoredSpan[]> {
  const stretch = new Stretch();
  const ids = new Set<string>();
  const repeated = new Set<string>();
  for (const span of spans) {
    const id = idOf(span);
    if (ids.has(id)) repeated.add(id);
    ids.add(id);
    if (stretch.isOver) await stretch.rest();
  }
  if (repeated.size === 0) return spans;
  const seen = new Set<string>();
  const kept: StoredSpan[] = [];
  for (const span of spans) {
    if (stretch.isOver) await stretch.rest();
    if (repeated.has(idOf(span))) {
      const content = contentOf(span);
      if (seen.has(content)) continue;
      seen.add(content);
    }
    kept.push(span);
  }
  return kept;
}

const latin1 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('latin1');

const idOf = ({ traceId, spanId }: StoredSpan): string => latin1(traceId) + latin1(spanId);

const contentOf = (span: StoredSpan): string =>
  JSON.stringify(span, (_name, value) =>
    typeof value === 'bigint'
      ? String(value)
      : value instanceof Uint8Array
        ? Buffer.from(value).toString('hex')
        : value,
  );
