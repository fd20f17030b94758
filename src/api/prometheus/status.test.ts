import fastify from 'fastify';
import { expect, it } from 'vitest';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import type { PrometheusContext } from './context.js';
import { mimirBuildInfoRoutes } from './mimir-build-info.js';
import { prometheusApi } from './plugin.js';

async function statusOf(path: string, parts: Partial<PrometheusContext> = {}, prefix = '/api/v1'): Promise<unknown> {
  const app = fastify();
  await app.register(prometheusApi, { context: prometheusContext({}, {}, parts), prefix });
  const answer = (await app.inject(`${prefix}/status/${path}`)).json<{ status: string; data: unknown }>();
  await app.close();
  return answer.data;
}

it('buildinfo is that of Prometheus', async () => {
  expect(await statusOf('buildinfo')).toMatchObject({ application: 'quartet', version: expect.stringMatching(/^3\./) });
});

it("buildinfo on Mimir's ports tells Grafana what may be edited", async () => {
  expect(await statusOf('buildinfo', {}, '/prometheus/api/v1')).toMatchObject({
    application: 'Grafana Mimir',
    version: expect.stringMatching(/^2\.\d+\.\d+$/),
    features: { ruler_config_api: 'true', alertmanager_config_api: 'true', query_sharding: 'false' },
  });
});

it("buildinfo is beside Mimir's APIs, too", async () => {
  const app = fastify();
  await app.register(mimirBuildInfoRoutes);
  for (const path of ['/api/v1', '/alertmanager/api/v1']) {
    const answer = await app.inject(`${path}/status/buildinfo`);
    expect(answer.json()).toMatchObject({ status: 'success', data: { application: 'Grafana Mimir' } });
  }
  await app.close();
});

it('config is the file in force, and runtimeinfo says how reading it went', async () => {
  const loaded = () => ({ text: 'global: {}\n', isGood: false, ms: Date.UTC(2026, 0, 1) });
  expect(await statusOf('config', { loaded })).toEqual({ yaml: 'global: {}\n' });
  expect(await statusOf('runtimeinfo', { loaded })).toMatchObject({
    reloadConfigSuccess: false,
    lastConfigTime: '2026-01-01T00:00:00.000Z',
  });
  expect(await statusOf('config', { flags: { listen: 'x' } })).toEqual({ yaml: 'listen: "x"\n' });
});
