import type { FastifyInstance } from 'fastify';
import { envelope } from './answer.js';
import { mimirBuildInfo } from './status.js';

/** Where Mimir has it besides the query API: https://grafana.com/docs/mimir/latest/references/http-api/#build-information */
const PATHS = ['/api/v1/status/buildinfo', '/alertmanager/api/v1/status/buildinfo'];

export async function mimirBuildInfoRoutes(app: FastifyInstance): Promise<void> {
  for (const path of PATHS)
    app.get(path, async (_request, reply) =>
      reply.type('application/json').send([...envelope(mimirBuildInfo())].join('')),
    );
}
