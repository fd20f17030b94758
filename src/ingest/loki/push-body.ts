import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';
import { QuartetError } from '../../model/errors.js';
import { decompressBlock } from '../../wire/snappy-block.js';

/** `legacyJson`: that of the old `/api/prom/push`. */
export type PushFormat = 'json' | 'legacyJson' | 'protobuf';

export interface PushBody {
  readonly format: PushFormat;
  readonly bytes: Buffer;
}

/**
 * Undoes what is wrapped around a push: Content-Encoding, and snappy's block format around protobuf. Neither gives more
 * than `maxBytes` (`too_large`). `jsonFormat`: what JSON means here. Whatever is no JSON counts as protobuf, as in the original.
 */
export async function readPushBody(
  body: Buffer,
  mediaType: string,
  jsonFormat: PushFormat,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<PushBody> {
  const encoding = contentEncoding ?? '';
  const decode = ENCODINGS[encoding];
  if (decode === undefined) {
    throw new QuartetError('invalid_argument', `Content-Encoding ${JSON.stringify(encoding)} not supported`);
  }
  const bytes = await decode(body, maxBytes);
  if (mediaType === 'application/json') return { format: jsonFormat, bytes };
  return { format: 'protobuf', bytes: await decompressBlock(bytes, maxBytes) };
}

const asItIs = async (body: Buffer): Promise<Buffer> => body;

/** Snappy is said of protobuf, which is unwrapped after this in any case. */
const ENCODINGS: Readonly<Record<string, (body: Buffer, maxBytes: number) => Promise<Buffer>>> = {
  '': asItIs,
  identity: asItIs,
  snappy: asItIs,
  gzip: (body, maxBytes) => bounded(promisify(gunzip), body, maxBytes, 'gzip: invalid header'),
  deflate: (body, maxBytes) =>
    bounded(hasZlibHeader(body) ? promisify(inflate) : promisify(inflateRaw), body, maxBytes, 'flate: corrupt input'),
};

async function bounded(
  decode: (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
  body: Buffer,
  maxBytes: number,
  corrupt: string,
): Promise<Buffer> {
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new QuartetError('too_large', `the body has more than ${maxBytes} bytes after decompression`);
    }
    throw new QuartetError('invalid_argument', corrupt, { cause: error });
  }
}

/** Senders mean either zlib's format or the bare stream by `deflate`: https://www.rfc-editor.org/rfc/rfc1950#page-5 */
const hasZlibHeader = (body: Buffer): boolean =>
  body.length >= 2 && (body[0]! & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
