import type { FastifyInstance } from 'fastify';
import { QuartetError } from '../../model/errors.js';

/** Bytes of one group. */
export const MAX_GROUP_BYTES = 512 << 10;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Makes `app` read bodies of any type as text: clients send YAML under several names, or under none. */
export function takeText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, utf8.decode(body as Buffer));
    } catch (error) {
      done(new QuartetError('invalid_argument', 'the body is not UTF-8', { cause: error }));
    }
  });
}
