import { constants } from 'node:buffer';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

type WholeBody = (body: Uint8Array, options: zlib.ZlibOptions) => Promise<Uint8Array>;

interface Encoding {
  readonly whole: WholeBody;
  readonly stream: () => Transform;
}

const gzip: Encoding = { whole: promisify(zlib.gunzip) as WholeBody, stream: () => zlib.createGunzip() };
const deflate: Encoding = { whole: promisify(zlib.inflate) as WholeBody, stream: () => zlib.createInflate() };

/** Node has it from 22.15 on. */
const later = zlib as unknown as { zstdDecompress?: WholeBody; createZstdDecompress?: () => Transform };
const zstd: Record<string, Encoding> =
  later.zstdDecompress === undefined
    ? {}
    : { zstd: { whole: promisify(later.zstdDecompress) as WholeBody, stream: later.createZstdDecompress! } };

const ENCODINGS: Readonly<Record<string, Encoding>> = { gzip, 'x-gzip': gzip, deflate, ...zstd };

export const TOO_LARGE = 'body size limit exceeded';

/** Undefined for a body that is sent as it is. Throws for an encoding that is not known. */
function encodingOf(contentEncoding: string | undefined): Encoding | undefined {
  const name = (contentEncoding ?? '').trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  if (Object.hasOwn(ENCODINGS, name)) return ENCODINGS[name];
  throw new Error(`unsupported Content-Encoding ${JSON.stringify(name.slice(0, 100))}`);
}

/** A body that takes less than half a millisecond: to hand it to another thread costs more. */
const SMALL_BODY = 64 << 10;
const SMALL_WHOLE = 512 << 10;

/** Bytes of the smallest gzip file. */
const LEAST_GZIP = 20;

/** A small body of gzip at once; undefined where it is none. https://www.rfc-editor.org/rfc/rfc1952 (2.3.1: ISIZE) */
function smallGzip(body: Uint8Array, maxBytes: number): Uint8Array | undefined {
  if (body.length > SMALL_BODY || body.length < LEAST_GZIP) return undefined;
  const told = new DataView(body.buffer, body.byteOffset, body.length).getUint32(body.length - 4, true);
  if (told > Math.min(SMALL_WHOLE, maxBytes)) return undefined;
  try {
    // One byte more, so that the end is seen without another piece of output.
    return zlib.gunzipSync(body, { maxOutputLength: SMALL_WHOLE, chunkSize: Math.max(told + 1, 64) });
  } catch (error) {
    // It is larger than it says.
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw error;
  }
}

/** A whole body without its compression; rejects when it would have more than `maxBytes`. */
export async function decompress(
  body: Uint8Array,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const encoding = encodingOf(contentEncoding);
  if (body.length > maxBytes && encoding === undefined) throw new Error(TOO_LARGE);
  if (encoding === undefined || body.length === 0) return body;
  try {
    // zlib takes no bound of zero.
    const maxOutputLength = Math.min(Math.max(1, maxBytes), constants.MAX_LENGTH);
    const small = encoding === gzip ? smallGzip(body, maxBytes) : undefined;
    const whole = small ?? (await encoding.whole(body, { maxOutputLength }));
    if (whole.length > maxBytes) throw new Error(TOO_LARGE);
    return whole;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : message);
  }
}

/** A body as it comes, without its compression. */
export function decompressed(body: Readable, contentEncoding: string | undefined): Readable {
  const encoding = encodingOf(contentEncoding);
  if (encoding === undefined) return body;
  // Whoever reads is told of the error.
  return pipeline(body, encoding.stream(), () => {});
}
