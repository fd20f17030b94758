import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServiceError } from './errors.js';
import { buildService, type Route } from './service.js';
import { settingsFromEnvironment } from './settings.js';

const routes: Route[] = [
  { method: 'GET', path: '/things/:thing', handle: async ({ params, caller }) => ({ ...params, ...caller }) },
  { method: 'POST', path: '/things', status: 201, handle: async ({ body }) => body },
  {
    method: 'GET',
    path: '/refused',
    handle: async () => {
      throw new ServiceError(409, 'taken', 'somebody was faster');
    },
  },
  {
    method: 'GET',
    path: '/broken',
    handle: async () => {
      throw new TypeError('not foreseen');
    },
  },
];

let app: FastifyInstance;
let lines: Record<string, unknown>[];

beforeEach(() => {
  lines = [];
  const logger = pino({}, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  app = buildService(settingsFromEnvironment('mcp-server', {}), logger, () => routes);
});

afterEach(() => app.close());

describe('buildService', () => {
  it('answers from the table of routes', async () => {
    const found = await app.inject('/things/7');
    expect(found.json()).toEqual({ thing: '7', tenant: 'public', userId: 'anonymous' });
    const made = await app.inject({ method: 'POST', url: '/things', payload: { name: 'x' } });
    expect([made.statusCode, made.json()]).toEqual([201, { name: 'x' }]);
  });

  it.each([
    ['/refused', 409, 'taken'],
    ['/broken', 500, 'internal'],
  ])('turns what %s throws into status %i with a code', async (url, status, code) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code });
  });

  it('refuses a body that is not JSON with 400', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/things', headers, payload: '{' });
    expect(answer.statusCode).toBe(400);
  });

  it('counts requests by the pattern of the path, not by the path', async () => {
    await app.inject('/things/8');
    await app.inject('/nowhere/8');
    const { body, headers } = await app.inject('/metrics');
    expect(headers['content-type']).toContain('openmetrics');
    expect(body).toContain(
      'http_requests_total{service="mcp-server",method="GET",endpoint="/things/:thing",status="200"',
    );
    expect(body).toContain('endpoint="unmatched",status="404"');
    expect(body).not.toContain('nowhere');
  });

  it('is healthy, and writes one log line for each request', async () => {
    expect((await app.inject('/health')).json()).toMatchObject({ status: 'ok', service: 'mcp-server' });
    await app.inject('/things/9');
    expect(lines).toMatchObject([{ endpoint: '/things/:thing', status: 200, tenant: 'public', level: 30 }]);
  });
});
