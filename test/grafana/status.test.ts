import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/defaults.js';
import { AppInProcess } from '../support/app-in-process.js';

let app: AppInProcess;
beforeAll(async () => {
  app = await AppInProcess.start({
    limits: { ...defaultConfig().limits, slowQuery: 0 },
    exporters: { ...defaultConfig().exporters, redis: ['redis://:secret-word@localhost:1'] },
  });
  const pushed = await fetch(app.url('loki', '/loki/api/v1/push'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ streams: [{ stream: { app: 'shop' }, values: [[`${Date.now()}000000`, 'sold']] }] }),
  });
  expect(pushed.status).toBe(204);
});
afterAll(() => app.remove());

const status = async (path = '') => (await app.get(`/api/quartet/v1/status${path}`)).body;

it('tells how the program is', async () => {
  const found = await status();
  expect(found).toMatchObject({ isHealthy: true, engine: { kind: 'embedded' }, memory: { plan: {}, used: {} } });
  expect(found.listeners.map(({ dialect }: { dialect: string }) => dialect)).toContain('web');
  expect(found.uptimeMs).toBeGreaterThan(0);
});

it('tells what is stored', async () => {
  await app.get('/api/datasources/proxy/uid/loki/loki/api/v1/query_range?query=%7Bapp%3D%22shop%22%7D');
  const { signals, disk, growthBytesPerDay, bytes } = await status('/storage');
  const { logs } = signals;
  expect(logs.rows).toBeGreaterThan(0);
  expect(logs.days.at(-1).day).toBe(new Date().toISOString().slice(0, 10));
  expect(logs.tables.map(({ table }: { table: string }) => table)).toContain('log_entries');
  expect(logs.retentionMs).toBeNull();
  expect(disk.freeBytes).toBeLessThanOrEqual(disk.totalBytes);
  expect(growthBytesPerDay).toBeGreaterThan(0);
  expect(bytes).toBeGreaterThanOrEqual(logs.bytes);
});

it('tells what came in', async () => {
  const { receivers, requests } = await status('/ingestion');
  expect(receivers).toContainEqual(
    expect.objectContaining({ signal: 'logs', items: { total: 1, lastMinute: 1 }, refused: expect.anything() }),
  );
  expect(requests).toMatchObject([{ route: '/loki/api/v1/push', requests: { total: 1 }, failed: { total: 0 } }]);
});

it('tells of slow queries in all languages, also of those that failed', async () => {
  const PROXY = '/api/datasources/proxy/uid';
  await app.get(`${PROXY}/prometheus/api/v1/query?query=vector(7)`);
  await app.get(`${PROXY}/prometheus/api/v1/query?query=up%20%2B%20on()%20group_left()%20up`);
  await app.get(`${PROXY}/loki/loki/api/v1/query_range?query=%7Bapp%3D%22shop%22%7D`);
  await app.get(`${PROXY}/tempo/api/search?q=%7B%20name%20%3D%20%22x%22%20%7D`);
  const { slow, running, thresholdMs } = await status('/queries');
  expect([thresholdMs, running]).toEqual([0, []]);
  const languages = slow.map(
    ({ language, outcome }: { language: string; outcome: string }) => `${language} ${outcome}`,
  );
  expect(languages).toEqual(expect.arrayContaining(['promql ok', 'logql ok', 'traceql ok']));
  expect(slow.find(({ language }: { language: string }) => language === 'logql')).toMatchObject({
    text: '{app="shop"}',
    tenant: 'default',
    read: { lines: 1 },
  });
});

it('tells the settings in force and no secrets', async () => {
  const { settings } = await status('/config');
  const of = (key: string) => settings.find((setting: { key: string }) => setting.key === key);
  expect(of('limits.slowQuery')).toMatchObject({ flag: '--limits-slow-query', value: '0s', source: 'default' });
  expect(of('exporters.redis').value).toBe('<secret>');
  expect(JSON.stringify(settings)).not.toContain('secret-word');
});
