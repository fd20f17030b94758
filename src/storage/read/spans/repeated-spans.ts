import type { StoredSpan } from '../../../model/stored-span.js';

/** Spans that are equal in everything were stored twice by a sender's repetition; spans that merely share an id are two. */
export function withoutRepeats(spans: readonly StoredSpan[]): readonly StoredSpan[] {
  const ids = new Map<string, number>();
  for (const span of spans) ids.set(idOf(span), (ids.get(idOf(span)) ?? 0) + 1);
  if (ids.size === spans.length) return spans;
  const seen = new Set<string>();
  return spans.filter((span) => {
    if (ids.get(idOf(span)) === 1) return true;
    const content = contentOf(span);
    if (seen.has(content)) return false;
    seen.add(content);
    return true;
  });
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
