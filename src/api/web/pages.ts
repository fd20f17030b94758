import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { uiPage } from './page.js';

export interface PagesContext {
  /** The directory of the built UI; it may not be there. */
  readonly root: string;
  /** Why the program cannot do its work now, or undefined. */
  readonly problem: () => string | undefined;
}

/** Names of these files have a hash of their content, so they never change. */
const FOR_EVER = { maxAge: '365d', immutable: true } as const;

/** Below these are APIs: what is unknown there is no page. */
const APIS = /^\/(?:api|apis|assets)(?:\/|$)/;
const ONE_FILE = /^\/([\w-]+(?:\.[\w-]+)+)$/;

/**
 * The UI. Every GET of an unknown path by a browser is answered by its one page, which reads the path itself. At `/` those
 * who do not ask for HTML learn whether the program is well, as its health checks do.
 */
export function pages({ root, problem }: PagesContext): FastifyPluginAsync {
  return async (app: FastifyInstance) => {
    await app.register(fastifyStatic, {
      root: join(root, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      index: false,
      suppressWarning: true,
      ...FOR_EVER,
    });
    app.get('/', async (request, reply) => {
      if (wantsHtml(request)) return sendPage(reply, root, '/');
      const reason = problem();
      if (reason !== undefined) reply.code(503).header('retry-after', 5);
      return reply.type('text/plain; charset=utf-8').send(`${reason ?? 'quartet'}\n`);
    });
    app.get('/*', async (request, reply) => {
      const path = request.url.split('?', 1)[0]!;
      const file = ONE_FILE.exec(path)?.[1];
      if (file !== undefined && file !== 'index.html')
        return reply.sendFile(file, root, { maxAge: 0, immutable: false });
      if (wantsHtml(request) && !APIS.test(path)) return sendPage(reply, root, path);
      return reply.callNotFound();
    });
  };
}

const wantsHtml = ({ headers }: FastifyRequest): boolean => (headers.accept ?? '').includes('text/html');

async function sendPage(reply: FastifyReply, root: string, path: string): Promise<FastifyReply> {
  const { html, policy } = await uiPage(root, path);
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept')
    .send(html);
}
