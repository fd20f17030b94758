import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Characters or bytes of an answer from which on compressing it pays; of a stream that much is taken for granted. */
const WORTH_IT = 1_024;
/** Events must reach the client as they come, and what is packed already gets no smaller. */
const COMPRESSIBLE = /^(?:text\/(?!event-stream)|application\/(?:json|x-ndjson|openmetrics-text|protobuf)\b)/;
/** Numbers as text lose a few per cent more at higher levels, and take three times as long. */
const OPTIONS = { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 };

const gzipped = promisify<string | Buffer, typeof OPTIONS, Buffer>(gzip);

/**
 * Answers whose client takes gzip go out compressed. The work is done by libuv's threads, and a stream is never held as a
 * whole: what its client does not take is not made.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isWorthIt(payload) || reply.hasHeader('content-encoding')) return payload;
    if (!COMPRESSIBLE.test(String(reply.getHeader('content-type') ?? ''))) return payload;
    const vary = reply.getHeader('vary');
    reply.header('vary', vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`);
    if (!takesGzip(request.headers['accept-encoding'])) return payload;
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return isStream(payload) ? compressed(payload, reply) : gzipped(payload, OPTIONS);
  });
}

/** While nothing has gone out yet, a source that fails is still answered by an error, which is not compressed. */
function compressed(source: Readable, reply: FastifyReply): Readable {
  source.once('error', () => {
    if (reply.raw.headersSent) return;
    reply.removeHeader('content-encoding');
    reply.raw.removeHeader('content-encoding');
  });
  // Fastify, which reads the last stream, hears of failures there.
  return pipeline(source, createGzip(OPTIONS), () => {});
}

const isStream = (payload: string | Buffer | Readable): payload is Readable =>
  typeof payload !== 'string' && !Buffer.isBuffer(payload);

function isWorthIt(payload: unknown): payload is string | Buffer | Readable {
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) return payload.length >= WORTH_IT;
  return typeof (payload as Partial<Readable> | null | undefined)?.pipe === 'function';
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3; without the header answers are not compressed. */
function takesGzip(accept: string | string[] | undefined): boolean {
  const weights = new Map<string, string>();
  for (const item of String(accept ?? '').split(',')) {
    const [coding = '', weight = ''] = item.toLowerCase().replace(/\s/g, '').split(';');
    weights.set(coding, weight);
  }
  const weight = weights.get('gzip') ?? weights.get('*');
  return weight !== undefined && !/^q=0(?:\.0*)?$/.test(weight);
}
