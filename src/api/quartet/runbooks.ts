import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { QuartetError } from '../../model/errors.js';

const NAME = /^\w{1,100}$/;

/** `GET runbooks/{alert}`: the runbook of one of the shipped alerts as markdown; `root` is their directory. */
export function runbookRoute(app: FastifyInstance, path: string, root: string): void {
  app.get<{ Params: { name: string } }>(path, async (request, reply) => {
    const { name } = request.params;
    const text = NAME.test(name) ? await textOf(join(root, `${name}.md`)) : undefined;
    if (text === undefined)
      throw new QuartetError('not_found', `there is no runbook ${JSON.stringify(name.slice(0, 100))}`);
    return reply.type('text/markdown; charset=utf-8').send(text);
  });
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
