import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../support/server.js';
import { post } from '../support/server-requests.js';

/** As Loki's documentation configures retention, deletion and limits of single tenants. */
const loki = (overrides: string) => `auth_enabled: true
server: { http_listen_port: 3100 }
common:
  ring: { instance_addr: 127.0.0.1, kvstore: { store: inmemory } }
  replication_factor: 1
  path_prefix: /tmp/loki
schema_config:
  configs:
    - { from: 2020-05-15, store: tsdb, object_store: filesystem, schema: v13, index: { prefix: index_, period: 24h } }
storage_config: { filesystem: { directory: /tmp/loki/chunks } }
compactor:
  working_directory: /data/retention
  compaction_interval: 10m
  retention_enabled: true
  retention_delete_delay: 2h
  retention_delete_worker_count: 150
  delete_request_store: gcs
  delete_request_cancel_period: 0s
limits_config:
  retention_period: 744h
  retention_stream:
    - { selector: '{namespace="dev"}', priority: 1, period: 24h }
  max_query_series: 5
  per_tenant_override_config: ${overrides}
`;

const OVERRIDES = `overrides:
  small:
    max_entries_limit_per_query: 10
    max_global_streams_per_user: 1
    deletion_mode: disabled
`;

let directory: string;
let server: TestServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-loki-limits-'));
  const overrides = join(directory, 'overrides.yaml');
  writeFileSync(overrides, OVERRIDES);
  writeFileSync(join(directory, 'loki.yaml'), loki(overrides));
  server = await TestServer.start({ args: ['--loki-config', join(directory, 'loki.yaml'), '--strict-config'] });
});

afterAll(async () => {
  await server.remove();
  rmSync(directory, { recursive: true });
});

const now = Date.now();
const ns = (minutesAgo: number): string => `${BigInt(now - minutesAgo * 60_000) * 1_000_000n}`;

async function push(tenant: string, ...apps: string[]) {
  const values = [
    [ns(3), 'a secret'],
    [ns(2), 'harmless'],
  ];
  const body = JSON.stringify({ streams: apps.map((app) => ({ stream: { app }, values })) });
  const headers = { 'x-scope-orgid': tenant };
  const answer = await post(server, 'lokiJson', Buffer.from(body), { headers });
  return { status: answer.status, text: answer.body.toString() };
}

async function call(
  tenant: string,
  path: string,
  parameters: Record<string, string>,
  method: 'GET' | 'POST' | 'DELETE',
) {
  const url = server.url('loki', `/loki/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const answer = await request(url, { method, headers: { 'x-scope-orgid': tenant } });
  return { status: answer.statusCode, text: await answer.body.text() };
}

async function linesOf(tenant: string): Promise<string[]> {
  const { text } = await call(tenant, 'query_range', { query: '{app=~".+"}', limit: '10' }, 'GET');
  const { result } = JSON.parse(text).data as { result: { values: [string, string][] }[] };
  return result.flatMap(({ values }) => values.map(([, line]) => line)).sort();
}

it('limits of one tenant are not those of another', async () => {
  expect(await push('small', 'a', 'b')).toEqual({
    status: 429,
    text: expect.stringMatching(/^maximum active stream limit exceeded when trying to create stream \{app="b"/),
  });
  expect((await push('large', 'a', 'b')).status).toBe(204);
  expect(await linesOf('small')).toEqual(['a secret', 'harmless']);
  const query = { query: '{app="a"}', limit: '100' };
  expect((await call('large', 'query_range', query, 'GET')).status).toBe(200);
  expect(await call('small', 'query_range', query, 'GET')).toEqual({
    status: 400,
    text: 'max entries limit per query exceeded, limit > max_entries_limit_per_query (100 > 10)\n',
  });
});

it('what is to be deleted is gone at once for those who may delete, and stays gone', async () => {
  const asked = { query: '{app="a"} |= "secret"', start: String(Math.floor(now / 1000) - 3600) };
  expect((await call('small', 'delete', asked, 'POST')).status).toBe(403);
  expect(await linesOf('large')).toEqual(['a secret', 'a secret', 'harmless', 'harmless']);
  expect(await call('large', 'delete', asked, 'POST')).toEqual({ status: 204, text: '' });
  const left = ['a secret', 'harmless', 'harmless'];
  expect(await linesOf('large')).toEqual(left);
  const [listed] = JSON.parse((await call('large', 'delete', {}, 'GET')).text);
  expect(listed).toMatchObject({
    query: asked.query,
    status: expect.stringMatching(/^(received|processed)$/),
    request_id: expect.stringMatching(/^\w{8}$/),
  });
  const count = { query: 'sum(count_over_time({app=~".+"}[1h]))' };
  const { text } = await call('large', 'query', count, 'GET');
  expect(JSON.parse(text).data.result[0].value[1]).toBe('3');
  await server.process.stop();
  await server.restart();
  expect(await linesOf('large')).toEqual(left);
});
