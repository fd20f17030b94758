import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppInProcess } from '../support/app-in-process.js';
import { fc } from '../support/property.js';

let app: AppInProcess;
beforeAll(async () => {
  app = await AppInProcess.start();
  await app.call('POST', '/api/dashboards/db', { dashboard: { title: 'One', uid: 'one' } });
  await app.call('POST', '/api/annotations', { text: 'one' });
});
afterAll(() => app.remove());

/** Members that the API looks at, with values of any type. */
const names = [
  ...['dashboard', 'title', 'uid', 'id', 'version', 'overwrite', 'folderUid', 'folderId', 'tags', 'panels', 'message'],
  ...[
    'time',
    'timeEnd',
    'text',
    'what',
    'when',
    'panelId',
    'dashboardUID',
    'name',
    'type',
    'kind',
    'model',
    'jsonData',
  ],
  ...['queries', 'from', 'to', 'refId', 'datasource', 'expr', 'query', 'intervalMs', 'interval', 'step', 'maxLines'],
  ...['base', 'new', 'inputs', '__inputs', 'metadata', 'spec', 'annotations', 'resourceVersion', 'parentUid', 'limit'],
];
const scalar = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('one', 'now-1h', 'loki', 'tempo', '{a="b"}', '{}', 'up', '1e400', '__proto__'),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { value: body } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
  ),
}));

it.each([
  ['POST', '/api/dashboards/db'],
  ['POST', '/api/dashboards/import'],
  ['POST', '/api/dashboards/calculate-diff'],
  ['POST', '/api/dashboards/uid/one/restore'],
  ['POST', '/api/folders'],
  ['POST', '/api/annotations'],
  ['POST', '/api/annotations/graphite'],
  ['PATCH', '/api/annotations/1'],
  ['POST', '/api/library-elements'],
  ['POST', '/api/datasources'],
  ['PUT', '/api/user/preferences'],
  ['POST', '/api/ds/query'],
  ['POST', '/apis/dashboard.grafana.app/v2beta1/namespaces/default/dashboards'],
  ['PUT', '/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards/one'],
])('%s %s answers whatever is sent, and never blames itself', async (method, path) => {
  await fc.assert(
    fc.asyncProperty(body, fc.dictionary(fc.constantFrom(...names), body, { maxKeys: 6 }), async (one, members) => {
      for (const sent of [one, members, { ...members, dashboard: { title: 'x', ...members } }]) {
        const { status, text } = await app.call(method, path, sent);
        expect(status, `${JSON.stringify(sent)}: ${text}`).toBeLessThan(500);
        if (path === '/api/ds/query') expect(text).not.toContain('"status":500');
      }
    }),
    { numRuns: 60 },
  );
});

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom<number | string>(1e300, 0, -1, '15', '0', 1e-9));
const query = fc.record(
  {
    datasource: fc.constantFrom('prometheus', 'loki', 'tempo', 'alertmanager', '2'),
    expr: fc.constantFrom(
      'up',
      'vector(1)',
      '{a="b"}',
      'rate({a="b"}[$__interval])',
      '$__range_s',
      'up[$__rate_interval]',
    ),
    query: fc.constantFrom('{}', '{} | rate()', 'abc', '0', '{ a }', ''),
    intervalMs: number,
    maxLines: number,
    limit: number,
    spss: number,
    interval: fc.constantFrom('>1m', '1s', '$x', '-5m', '1e9y', ''),
    step: fc.oneof(number, fc.constantFrom('1m', '0s', 'x')),
    instant: fc.boolean(),
    range: fc.boolean(),
    exemplar: fc.boolean(),
    format: fc.constantFrom('table', 'heatmap', 'x'),
    queryType: fc.constantFrom('instant', 'range'),
    metricsQueryType: fc.constantFrom('instant', 'range'),
    tableType: fc.constantFrom('spans', 'traces'),
  },
  { requiredKeys: ['datasource'] },
);
const time = fc.oneof(fc.constantFrom('now', 'now-1h', 'now+9d', '0', '-1', '253402300800000'), fc.maxSafeInteger());

it('queries of odd values are answered or refused', async () => {
  await fc.assert(
    fc.asyncProperty(query, time, time, async (one, from, to) => {
      const { status, text } = await app.call('POST', '/api/ds/query', { queries: [one], from, to });
      expect(status, text).toBeLessThan(500);
      expect(text, JSON.stringify({ one, from, to })).not.toContain('"status":500');
    }),
    { numRuns: 400 },
  );
});

it.each([
  '/api/search',
  '/api/annotations',
  '/api/library-elements',
  '/api/folders',
  '/api/dashboards/uid/one/versions',
])('%s answers whatever is asked', async (path) => {
  const parameter = fc.constantFrom(
    'query',
    'tag',
    'limit',
    'page',
    'perPage',
    'kind',
    'from',
    'to',
    'tags',
    'sort',
    'folderIds',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(parameter, fc.string({ unit: 'binary' })), { maxLength: 5 }), async (asked) => {
      const { status, text } = await app.get(`${path}?${new URLSearchParams(asked)}`);
      expect(status, text).toBeLessThan(500);
    }),
    { numRuns: 60 },
  );
});
