import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import fastify from 'fastify';
import { expect, it, vi } from 'vitest';
import { addRulesCommand } from './command.js';

it('quartet rules backfill asks and writes for its tenant', async () => {
  const seen: string[] = [];
  const app = fastify();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const note = (path: string, tenant: unknown) => seen.push(`${path} ${String(tenant)}`);
  app.post('/api/v1/query_range', async (request) => {
    note('query', request.headers['x-scope-orgid']);
    const result = [{ metric: { job: 'a' }, values: [[Date.now() / 1000, '1']] }];
    return { status: 'success', data: { resultType: 'matrix', result } };
  });
  app.post('/api/v1/write', async (request, reply) => {
    note('write', request.headers['x-scope-orgid']);
    return reply.code(204).send();
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const directory = mkdtempSync(join(tmpdir(), 'quartet-backfill-'));
  const file = join(directory, 'rules.yml');
  writeFileSync(file, 'groups: [{name: g, rules: [{record: r, expr: sum by (job) (up)}]}]');
  const spies = [vi.spyOn(console, 'log').mockReturnValue(), vi.spyOn(console, 'error').mockReturnValue()];
  try {
    const program = new Command().exitOverride();
    addRulesCommand(program);
    const flags = ['--rules', file, '--start', '10m', '--url', url, '--tenant', 'team-a'];
    await program.parseAsync(['rules', 'backfill', ...flags], { from: 'user' });
    expect(seen).toEqual(['query team-a', 'write team-a']);
  } finally {
    for (const spy of spies) spy.mockRestore();
    await app.close();
    rmSync(directory, { recursive: true });
  }
});
