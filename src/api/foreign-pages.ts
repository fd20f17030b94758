import type { FastifyInstance, FastifyRequest } from 'fastify';
import { QuartetError } from '../model/errors.js';

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Whether a page of another site wants to change something. Who is no browser sends no Origin. Types of bodies cannot tell:
 * forms can send text, and tools send YAML without a type or, as `curl --data-binary` does, under that of forms.
 * Behind a proxy `Host` may be another, which X-Forwarded-Host then tells; browsers let no page set it across origins.
 */
export function isForeignChange({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  const { origin, host } = headers;
  if (!CHANGING.has(method) || origin === undefined || headers['sec-fetch-site'] === 'same-origin') return false;
  if (!URL.canParse(origin)) return true;
  const here = new URL(origin).host;
  return here !== host && here !== headers['x-forwarded-host'];
}

/** Refuses such changes in `app` and all that is registered in it, before their bodies are read. */
export function refuseForeignChanges(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (isForeignChange(request)) {
      const { origin } = request.headers;
      throw new QuartetError('permission_denied', `origin not allowed: a page of ${origin} may not do this`);
    }
  });
}
