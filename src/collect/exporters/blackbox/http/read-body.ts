import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { HttpProbe } from '../blackbox-module.js';

/** Of a body that no `body_size_limit` bounds; expressions take their time, so that one they look at is to be shorter. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const MAX_MATCHED_BYTES = 4 * 1024 * 1024;

const DECOMPRESSORS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export interface ReadBody {
  /** Empty where no expression looks at it. */
  readonly text: string;
  readonly uncompressedBytes: number;
  /** Why it was not read to its end. */
  readonly problem: string | undefined;
}

/** Reads a body to its end or its bound; what was read before a problem counts. */
export async function readBody(body: Readable, probe: HttpProbe): Promise<ReadBody> {
  const isMatched = probe.failIfBodyMatches.length + probe.failIfBodyNotMatches.length > 0;
  const limit = probe.bodySizeLimit || (isMatched ? MAX_MATCHED_BYTES : MAX_BODY_BYTES);
  const decompressor = DECOMPRESSORS[probe.compression]?.();
  // Whoever reads is told of the error.
  const source: Readable = decompressor === undefined ? body : pipeline(body, decompressor, () => {});
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let problem: string | undefined;
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > limit) throw new Error(`the body is larger than ${limit} bytes`);
      if (isMatched) chunks.push(chunk);
    }
  } catch (error) {
    problem = (error as Error).message;
  } finally {
    body.destroy();
  }
  return { text: Buffer.concat(chunks).toString('utf8'), uncompressedBytes: bytes, problem };
}
