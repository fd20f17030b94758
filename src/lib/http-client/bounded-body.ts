import type { Readable } from 'node:stream';
import { TOO_LARGE } from './decompress.js';

/** Reads a body to its end; beyond `maxBytes` the connection is closed. */
export async function boundedBody(body: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(TOO_LARGE);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes);
}
