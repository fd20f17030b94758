import { afterEach, beforeEach, expect, it } from 'vitest';
import { discoveryEnvironment } from '../../../test/support/discovery-environment.js';
import { FoundGroups } from '../../../test/support/found-groups.js';
import { type ApiRoute, answerJson, RecordedApi } from '../../../test/support/recorded-api.js';
import { PLAIN_HTTP } from '../../lib/http-client/http-client-config.js';
import { httpDiscoverer } from './http-discoverer.js';

/** Of what is looked at again and again. */
const WAIT = { timeout: 30_000 };

let api: RecordedApi;
let found: FoundGroups;

beforeEach(async () => {
  api = await RecordedApi.start({});
});

afterEach(async () => {
  await found.stop();
  await api.stop();
});

function run(route: ApiRoute, url = `${api.url}/targets`) {
  api.routes.set('/targets', route);
  const environment = discoveryEnvironment();
  found = new FoundGroups(httpDiscoverer({ kind: 'http', url, refreshMs: 30_000, http: PLAIN_HTTP }, environment));
  return environment;
}

it('takes the groups of an answer', async () => {
  run((_, response) =>
    answerJson(response, [{ targets: ['x:1'], labels: { job: 'x' } }, { targets: ['y:1'] }], {
      'content-type': 'application/json; charset=utf-8',
    }),
  );
  await found.until(({ groups }) => groups.size === 2);
  const url = `${api.url}/targets`;
  expect([...found.groups.values()]).toEqual([
    { source: `${url}:0`, targets: [{ __address__: 'x:1' }], labels: { job: 'x', __meta_url: url } },
    { source: `${url}:1`, targets: [{ __address__: 'y:1' }], labels: { __meta_url: url } },
  ]);
  expect(api.requests[0]!.headers).toMatchObject({
    accept: 'application/json',
    'x-prometheus-refresh-interval-seconds': '30',
  });
});

it('does not show the password of its address', async () => {
  run({ json: [{ targets: ['x:1'] }] }, `${api.url.replace('//', '//me:hidden@')}/targets`);
  await found.until(({ groups }) => groups.size === 1);
  expect(api.requests[0]!.headers.authorization).toBe(`Basic ${Buffer.from('me:hidden').toString('base64')}`);
  expect(JSON.stringify([...found.groups])).not.toContain('hidden');
});

it.each<[string, ApiRoute, string]>([
  ['a status', (_, response) => response.writeHead(503).end('later'), 'answered 503: later'],
  [
    'another type',
    (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('[]'),
    'content type "text/html" is not application/json',
  ],
  [
    'no JSON',
    (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    'did not answer JSON',
  ],
  ['another shape', { json: { targets: ['x:1'] } }, 'not a list of'],
  ['an unknown key', { json: [{ targets: [], port: 1 }] }, 'not a list of'],
  [
    'a broken body',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('[', () => response.destroy());
    },
    'EOF',
  ],
])('refuses %s', async (_, route, message) => {
  const { logged } = run(route);
  await expect.poll(() => logged.at(-1), WAIT).toContain(message);
  expect(found.calls).toEqual([]);
});
