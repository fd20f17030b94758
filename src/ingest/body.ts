import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { QuartetError } from '../model/errors.js';

/** Makes `app` hand over every body as bytes, whatever its Content-Type; receivers judge the type themselves. */
export function acceptRawBodies(app: FastifyInstance, maxBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) => done(null, body));
}

const DECODERS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/**
 * Undoes Content-Encoding (gzip, deflate, br, identity). Stops at `maxBytes` of output (`too_large`), so that a bomb
 * costs no more than that.
 */
export async function decompress(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return body;
  const decode = DECODERS[name as keyof typeof DECODERS];
  if (decode === undefined) {
    throw new QuartetError(
      'unsupported_media',
      `Content-Encoding ${JSON.stringify(encoding)} is not known; use gzip, deflate or identity`,
    );
  }
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new QuartetError('too_large', `the body has more than ${maxBytes} bytes after decompression`);
    }
    throw new QuartetError('invalid_argument', `the body is not valid ${name}: ${(error as Error).message}`);
  }
}
