import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { collectorHealth, healthRoutes, webHealth } from './health.js';
import { misdirected } from './misdirected.js';

const health = (problem?: string) => ({
  problem: () => problem,
  registry: new Registry(),
  startedMs: Date.now(),
  version: '1',
});

describe('health', () => {
  it('is true to the state on every path', async () => {
    const plugins = (problem?: string) => {
      const app = Fastify();
      app.register(healthRoutes(health(problem), { '/ready': 'ready', '/-/healthy': 'fine' }));
      app.register(collectorHealth(health(problem)));
      app.register(webHealth(health(problem)));
      return app;
    };
    for (const path of ['/ready', '/-/healthy', '/', '/health', '/api/health']) {
      expect((await plugins().inject(path)).statusCode, path).toBe(200);
      const bad = await plugins('the disk is full').inject(path);
      expect(bad.statusCode, path).toBe(503);
      expect(bad.body, path).toContain('the disk is full');
    }
    expect((await plugins().inject('/ready')).body).toBe('ready\n');
  });
});

describe('misdirected calls', () => {
  const app = Fastify();
  const ports = new Map([
    ['otlpHttp', 4318],
    ['loki', 3100],
  ]);
  app.register(misdirected({ title: 'Tempo', dialect: 'tempo' }, () => ports));

  it.each([
    ['/api/push', 'send OTLP over HTTP to /v1/traces on port 4318'],
    ['/loki/api/v1/push', 'that path is served on port 3100'],
    ['/api/v1/query', 'see docs/architecture.md for what listens where'],
    ['/favicon.ico', 'this port speaks Tempo and has no POST /favicon.ico'],
  ])('%s is told where to go', async (url, hint) => {
    const answer = await app.inject({ method: 'POST', url });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain(hint);
  });
});
