import type { StoredSpan } from '../../model/stored-span.js';

/** Numbers of OTLP's enum. */
const [SERVER, CLIENT] = [2, 3];

/**
 * Zipkin's two sides of one call share an id. The server's side gets one of its own, below the client's, and what was
 * below the shared id is below the server, so that a viewer who knows spans by id sees both. The order stays.
 */
export function withOwnIds(spans: readonly StoredSpan[]): readonly StoredSpan[] {
  const clients = new Set(spans.filter(({ kind }) => kind === CLIENT).map(({ spanId }) => hex(spanId)));
  const isShared = ({ kind, spanId }: StoredSpan) => kind === SERVER && clients.has(hex(spanId));
  if (!spans.some(isShared)) return spans;
  const unused = unusedIds(spans);
  const below = new Map<string, Uint8Array>();
  const own = new Map<StoredSpan, Uint8Array>();
  for (const span of spans.filter(isShared)) {
    const id = unused();
    own.set(span, id);
    if (!below.has(hex(span.spanId))) below.set(hex(span.spanId), id);
  }
  return spans.map((span) => {
    const id = own.get(span);
    if (id !== undefined) return { ...span, spanId: id, parentId: span.spanId };
    const parentId = below.get(hex(span.parentId));
    return parentId === undefined ? span : { ...span, parentId };
  });
}

/** Ids from 1 on that no span has. */
function unusedIds(spans: readonly StoredSpan[]): () => Uint8Array {
  const used = new Set(spans.map(({ spanId }) => hex(spanId)));
  let last = 0n;
  return () => {
    const id = Buffer.alloc(8);
    do id.writeBigUInt64BE(++last);
    while (used.has(hex(id)));
    return id;
  };
}

const hex = (id: Uint8Array): string => Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('hex');
