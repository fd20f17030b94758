import type { KubernetesObject } from './objects.js';

/** One line of a watch. https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  /** Of an `ERROR` the `Status`, with its HTTP code. */
  readonly object: KubernetesObject & { readonly code?: number; readonly message?: string };
}

/** etcd holds no object above 1.5 MB. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** Throws where a line is not JSON or longer than 8 MiB. */
export async function* watchEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent> {
  let parts: Buffer[] = [];
  let waiting = 0;
  for await (const chunk of body) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8');
      parts = [];
      waiting = 0;
      rest = rest.subarray(end + 1);
      if (line.trim() !== '') yield JSON.parse(line) as WatchEvent;
    }
    waiting += rest.length;
    if (waiting > MAX_LINE_BYTES) throw new Error(`an event of a watch is longer than ${MAX_LINE_BYTES} bytes`);
    if (rest.length > 0) parts.push(rest);
  }
}
