import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { QuartetError } from '../../model/errors.js';
import { runbookRoute } from './runbooks.js';

const ROOT = fileURLToPath(new URL('../../../docs/runbooks', import.meta.url));

const app = Fastify();
app.setErrorHandler((error, _request, reply) =>
  reply.code(error instanceof QuartetError && error.code === 'not_found' ? 404 : 500).send(),
);
runbookRoute(app, '/runbooks/:name', ROOT);

describe('runbooks', () => {
  it('are there for each of the shipped ones', async () => {
    for (const file of readdirSync(ROOT)) {
      const name = file.replace(/\.md$/, '');
      const answer = await app.inject(`/runbooks/${name}`);
      expect([answer.statusCode, answer.body.startsWith(`# ${name}\n`)], name).toEqual([200, true]);
      expect(answer.headers['content-type']).toBe('text/markdown; charset=utf-8');
    }
  });

  it.each(['Nothing', 'ServiceDown.md', '..%2F..%2FREADME', '%2e%2e'])('%s is not there', async (name) => {
    expect((await app.inject(`/runbooks/${name}`)).statusCode).toBe(404);
  });
});
