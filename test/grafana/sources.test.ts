import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { AppInProcess } from '../support/app-in-process.js';

let app: AppInProcess;
beforeAll(async () => {
  app = await AppInProcess.start();
});
afterAll(() => app.remove());

const PROXY = '/api/datasources/proxy/uid';

it('answers as the ports of the dialects do', async () => {
  const pushed = await fetch(app.url('loki', '/loki/api/v1/push'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ streams: [{ stream: { app: 'shop' }, values: [[`${Date.now()}000000`, 'sold']] }] }),
  });
  expect(pushed.status).toBe(204);
  const lines = await app.get(
    `${PROXY}/loki/loki/api/v1/query_range?${new URLSearchParams({ query: '{app="shop"}' })}`,
  );
  expect(lines.body.data.result[0].values[0][1]).toBe('sold');
  expect((await app.get('/api/datasources/proxy/2/loki/api/v1/labels')).body.data).toContain('app');
  expect((await app.get('/api/datasources/uid/loki/resources/labels')).body.data).toContain('app');
  const sum = await app.call('POST', `${PROXY}/prometheus/api/v1/query?query=1%2B1`);
  expect(sum.body.data.result[1]).toBe('2');
  expect((await app.get(`${PROXY}/tempo/api/search/tags`)).body.tagNames).toBeInstanceOf(Array);
  expect((await app.get('/api/alertmanager/grafana/api/v2/silences')).body).toEqual([]);
  expect((await app.get('/api/prometheus/grafana/api/v1/rules')).body.data.groups).toBeInstanceOf(Array);
});

it('tails logs', async () => {
  const address = app.url('web', `${PROXY}/loki/loki/api/v1/tail?query=%7Bapp%3D%22shop%22%7D`).replace('http', 'ws');
  const socket = new WebSocket(address);
  const message = await new Promise<string>((resolve, reject) => {
    socket.once('message', (data) => resolve(data.toString()));
    socket.once('error', reject);
  });
  expect(message).toContain('sold');
  socket.terminate();
});

it('keeps groups of rules', async () => {
  const rules = `${PROXY}/prometheus/config/v1/rules`;
  const group = { name: 'shop', rules: [{ record: 'shop:up', expr: 'up' }] };
  expect((await app.call('POST', `${rules}/space`, group)).status).toBe(202);
  expect((await app.get(`${rules}/space/shop`)).text).toContain('shop:up');
  expect((await app.call('DELETE', `${rules}/space`)).status).toBe(202);
});

it.each([
  ['POST', '/loki/loki/api/v1/push', 404],
  ['POST', '/loki/loki/api/v1/delete?query=%7Bapp%3D%22shop%22%7D&start=1', 403],
  ['POST', '/prometheus/api/v1/admin/tsdb/delete_series?match[]=up', 503],
  ['POST', '/alertmanager/api/v2/alerts', 403],
  ['GET', '/other/api/v1/labels', 404],
])('%s %s is not for data sources', async (method, path, status) => {
  expect((await app.call(method, PROXY + path)).status).toBe(status);
});
