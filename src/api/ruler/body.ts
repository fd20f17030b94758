import type { FastifyInstance } from 'fastify';
import { QuartetError } from '../../model/errors.js';
import { MAX_GROUP_TEXT } from '../../rules/stored/check-text.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Makes `app` read bodies of any type as text, up to `bodyLimit` bytes: clients send YAML under several names, or under none. */
export function takeText(app: FastifyInstance, bodyLimit = 2 * MAX_GROUP_TEXT): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => {
    try {
      done(null, utf8.decode(body as Buffer));
    } catch (error) {
      done(new QuartetError('invalid_argument', 'the body is not UTF-8', { cause: error }));
    }
  });
}
