import { hex } from '../../lib/hex.js';
import { Stretch } from '../../lib/turns.js';
import type { StoredSpan } from '../../model/stored-span.js';

/** Numbers of OTLP's enum. */
const [SERVER, CLIENT] = [2, 3];

/**
 * Zipkin's two sides of one call share an id. The server's side gets one of its own, below the client's, and what was
 * below the shared id is below the server, so that a viewer who knows spans by id sees both. The order stays. Others get
 * their turn while a long trace is looked at.
 */
export async function withOwnIds(spans: readonly StoredSpan[]): Promise<readonly StoredSpan[]> {
  const stretch = new Stretch();
  const clients = new Set<string>();
  for (const { kind, spanId } of spans) {
    if (kind === CLIENT) clients.add(hex(spanId));
    if (stretch.isOver) await stretch.rest();
  }
  const shared: StoredSpan[] = [];
  for (const span of spans) {
    if (span.kind === SERVER && clients.has(hex(span.spanId))) shared.push(span);
    if (stretch.isOver) await stretch.rest();
  }
  if (shared.length === 0) return spans;
  const unused = unusedIds(spans);
  const below = new Map<string, Uint8Array>();
  const own = new Map<StoredSpan, Uint8Array>();
  for (const span of shared) {
    const id = unused();
    own.set(span, id);
    if (!below.has(hex(span.spanId))) below.set(hex(span.spanId), id);
  }
  const renamed: StoredSpan[] = [];
  for (const span of spans) {
    const id = own.get(span);
    const parentId = id === undefined ? below.get(hex(span.parentId)) : span.spanId;
    renamed.push(parentId === undefined ? span : { ...span, spanId: id ?? span.spanId, parentId });
    if (stretch.isOver) await stretch.rest();
  }
  return renamed;
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
