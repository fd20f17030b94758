import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compress, encodeV1 } from '../support/remote-write-messages.js';
import { TestServer } from '../support/server.js';
import { post } from '../support/server-requests.js';

const OVERRIDES = `overrides:
  small: { max_global_series_per_user: 2, max_fetched_series_per_query: 1, max_query_expression_size_bytes: 10, cardinality_analysis_enabled: false }
`;

let directory: string;
let server: TestServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-overrides-'));
  const overrides = join(directory, 'overrides.yaml');
  const mimir = join(directory, 'mimir.yaml');
  const prometheus = join(directory, 'prometheus.yml');
  writeFileSync(overrides, OVERRIDES);
  writeFileSync(mimir, `multitenancy_enabled: true\nruntime_config: { file: ${overrides} }\n`);
  writeFileSync(prometheus, 'global: { external_labels: { region: eu, instance: none } }\n');
  server = await TestServer.start({ args: ['--mimir-config', mimir, '--prometheus-config', prometheus] });
});

afterAll(async () => {
  await server.remove();
  rmSync(directory, { recursive: true });
});

const now = Date.now();

async function push(tenant: string, names: readonly string[]) {
  const series = names.map((instance) => ({
    labels: { __name__: 'up', instance },
    samples: [{ value: 1, timestamp: now }],
  }));
  const headers = { 'x-scope-orgid': tenant };
  const { status, body } = await post(server, 'remoteWrite', compress(encodeV1(series)), { headers });
  return { status, text: body.toString() };
}

async function get(tenant: string, path: string) {
  const answer = await request(server.url('prometheus', path), { headers: { 'x-scope-orgid': tenant } });
  return { status: answer.statusCode, text: await answer.body.text() };
}

it('limits of one tenant are not those of another', async () => {
  const three = ['a', 'b', 'c'];
  expect(await push('small', three)).toEqual({
    status: 400,
    text: expect.stringContaining('per-user series limit of 2 exceeded (err-mimir-max-series-per-user)'),
  });
  expect(await push('large', three)).toEqual({ status: 204, text: '' });

  const count = async (tenant: string) =>
    JSON.parse((await get(tenant, '/api/v1/series?match[]=up')).text).data.length as number;
  expect([await count('small'), await count('large')]).toEqual([2, 3]);

  const query = '/api/v1/query?query=up';
  const refused = await get('small', query);
  expect([refused.status, JSON.parse(refused.text)]).toEqual([
    422,
    {
      status: 'error',
      errorType: 'execution',
      error: expect.stringContaining('(limit: 1 series) (err-mimir-max-series-per-query)'),
    },
  ]);
  expect((await get('large', query)).status).toBe(200);

  const long = '/api/v1/query?query=vector(12345)';
  expect(JSON.parse((await get('small', long)).text)).toMatchObject({
    errorType: 'bad_data',
    error: expect.stringContaining('(query size: 13, limit: 10) (err-mimir-max-query-expression-size-bytes)'),
  });
  expect((await get('large', long)).status).toBe(200);

  const cardinality = '/prometheus/api/v1/cardinality/label_names';
  const ofMimir = async (tenant: string) => {
    const answer = await request(server.url('mimir', cardinality), { headers: { 'x-scope-orgid': tenant } });
    return [answer.statusCode, await answer.body.text()];
  };
  expect(await ofMimir('small')).toEqual([
    400,
    expect.stringContaining('cardinality analysis is disabled for the tenant: small'),
  ]);
  expect((await ofMimir('large'))[0]).toBe(200);
});

it('federation adds the external labels that a series does not have', async () => {
  const { text } = await get('large', '/federate?match[]=up');
  expect(text).toContain(`up{instance="a",region="eu"} 1 ${now}`);
});
