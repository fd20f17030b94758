import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { refuseForeignChanges } from './foreign-pages.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

it.each([
  ['POST', 'a tool without a type', {}, 200],
  ['POST', 'curl --data-binary', FORM, 200],
  ['POST', 'a page of its own', { origin: 'http://here:9009' }, 200],
  ['POST', 'a page behind a proxy', { origin: 'https://front', 'x-forwarded-host': 'front' }, 200],
  ['POST', 'a page whose origin a proxy hides', { origin: 'https://front', 'sec-fetch-site': 'same-origin' }, 200],
  ['POST', "another site's form", { ...FORM, origin: 'http://elsewhere', 'sec-fetch-site': 'cross-site' }, 403],
  ['POST', "another port's page", { origin: 'http://here:8080', 'sec-fetch-site': 'same-site' }, 403],
  ['POST', 'a page without an origin of its own', { ...FORM, origin: 'null' }, 403],
  ['DELETE', "another site's page", { origin: 'http://elsewhere' }, 403],
  ['GET', "another site's page", { origin: 'http://elsewhere' }, 200],
] as const)('answers a %s of %s', async (method, _who, headers, status) => {
  const app = Fastify();
  refuseForeignChanges(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.route({ method, url: '/rules', handler: async () => 'changed' });
  app.setErrorHandler((error, _request, reply) => reply.code(403).send((error as Error).message));
  const answer = await app.inject({
    method,
    url: '/rules',
    headers: { host: 'here:9009', ...headers },
    ...(method === 'GET' ? {} : { payload: 'name: x' }),
  });
  expect(answer.statusCode).toBe(status);
  expect(answer.body).toMatch(status === 200 ? /^changed$/ : /^origin not allowed/);
});
