import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppInProcess } from '../support/app-in-process.js';

let app: AppInProcess;
const NOW = Date.now();

beforeAll(async () => {
  app = await AppInProcess.start();
  const send = async (dialect: 'loki' | 'otlpHttp', path: string, body: unknown) => {
    const answer = await fetch(app.url(dialect, path), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status, await answer.text()).toBeLessThan(300);
  };
  await send('loki', '/loki/api/v1/push', {
    streams: [{ stream: { app: 'shop' }, values: [[`${NOW}000123`, 'level=info sold', { trace_id: 'ab' }]] }],
  });
  const ns = (ms: number) => `${ms}000000`;
  const attributes = [{ key: 'service.name', value: { stringValue: 'shop' } }];
  await send('otlpHttp', '/v1/metrics', {
    resourceMetrics: [
      {
        resource: { attributes },
        scopeMetrics: [
          { metrics: [{ name: 'stock', gauge: { dataPoints: [{ timeUnixNano: ns(NOW), asDouble: 7 }] } }] },
        ],
      },
    ],
  });
  await send('otlpHttp', '/v1/traces', {
    resourceSpans: [
      {
        resource: { attributes },
        scopeSpans: [
          {
            spans: [
              {
                traceId: '0af7651916cd43dd8448eb211c80319c',
                spanId: 'b7ad6b7169203331',
                name: 'GET /',
                kind: 2,
                attributes: [{ key: 'paid', value: { boolValue: true } }],
                startTimeUnixNano: ns(NOW - 50),
                endTimeUnixNano: ns(NOW),
              },
            ],
          },
        ],
      },
    ],
  });
});
afterAll(() => app.remove());

const ask = (...queries: object[]) =>
  app.call('POST', '/api/ds/query', { queries, from: String(NOW - 600_000), to: String(NOW + 60_000) });

it('answers PromQL as series, samples and tables', async () => {
  const prometheus = { uid: 'prometheus', type: 'prometheus' };
  const { status, body } = await ask(
    { refId: 'A', datasource: prometheus, expr: 'stock', intervalMs: 15_000, legendFormat: '{{job}}!' },
    { refId: 'B', datasource: prometheus, expr: 'stock * Inf', instant: true, legendFormat: '__auto' },
    { refId: 'C', datasource: null, expr: 'sum by (job) (stock)', instant: true, format: 'table' },
    { refId: 'D', datasource: 'Prometheus', expr: 'vector($__interval_ms)', intervalMs: 30_000, instant: true },
  );
  expect(status).toBe(200);
  const [range] = body.results.A.frames;
  expect(range.schema).toMatchObject({
    refId: 'A',
    name: 'shop!',
    meta: { type: 'timeseries-multi', custom: { resultType: 'matrix' } },
    fields: [
      { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: 15_000 } },
      { name: 'stock', type: 'number', labels: { job: 'shop' }, config: { displayNameFromDS: 'shop!' } },
    ],
  });
  const [times, values] = range.data.values;
  expect(times.every((time: number) => time % 15_000 === 0)).toBe(true);
  expect(new Set(values)).toEqual(new Set([7]));
  const [instant] = body.results.B.frames;
  expect(instant.schema.meta.type).toBe('numeric-multi');
  expect([instant.data.values[1], instant.data.entities]).toEqual([[null], [null, { Inf: [0] }]]);
  const [table] = body.results.C.frames;
  expect(table.schema.fields.map(({ name }: { name: string }) => name)).toEqual(['Time', 'job', 'Value']);
  expect(table.data.values.slice(1)).toEqual([['shop'], [7]]);
  expect(body.results.D.frames[0].data.values[1]).toEqual([30_000]);
});

it('answers LogQL as lines with the ns of their times, and as series', async () => {
  const { body } = await ask(
    { refId: 'A', datasource: { uid: 'loki' }, expr: '{app="shop"} | logfmt', maxLines: 10 },
    {
      refId: 'B',
      datasource: { type: 'loki' },
      expr: 'sum(count_over_time({app="shop"}[$__range]))',
      queryType: 'instant',
    },
  );
  const [lines] = body.results.A.frames;
  const column = (name: string) =>
    lines.data.values[lines.schema.fields.findIndex((field: { name: string }) => field.name === name)];
  expect(column('Line')).toEqual(['level=info sold']);
  expect(column('tsNs')).toEqual([`${NOW}000123`]);
  expect([column('Time'), lines.data.nanos[1]]).toEqual([[NOW], [123]]);
  expect(column('labels')[0]).toMatchObject({ app: 'shop', trace_id: 'ab', level: 'info' });
  expect(column('labelTypes')[0]).toMatchObject({ app: 'I', trace_id: 'S', level: 'P' });
  expect(body.results.B.frames[0].data.values[1]).toEqual([1]);
});

it('answers TraceQL as traces, spans, series and one trace', async () => {
  const tempo = { uid: 'tempo' };
  const { body } = await ask(
    { refId: 'A', datasource: tempo, query: '{ resource.service.name = "shop" }' },
    { refId: 'B', datasource: tempo, query: '{ name = "GET /" }', tableType: 'spans' },
    { refId: 'C', datasource: tempo, query: '{} | count_over_time()', intervalMs: 60_000 },
    { refId: 'D', datasource: tempo, query: '0af7651916cd43dd8448eb211c80319c' },
  );
  const first = (refId: string) => body.results[refId].frames[0];
  expect(first('A').data.values.map((column: unknown[]) => column[0])).toEqual([
    'af7651916cd43dd8448eb211c80319c',
    NOW - 50,
    'shop',
    'GET /',
    50,
  ]);
  expect(first('B').data.values[1]).toEqual(['b7ad6b7169203331']);
  expect(first('C').data.values[1].reduce((sum: number, value: number) => sum + value, 0)).toBe(1);
  expect(first('D').schema.meta.preferredVisualisationType).toBe('trace');
  const trace = (name: string) =>
    first('D').data.values[first('D').schema.fields.findIndex((field: { name: string }) => field.name === name)][0];
  expect([trace('serviceName'), trace('duration'), trace('kind'), trace('statusCode')]).toEqual([
    'shop',
    50,
    'server',
    0,
  ]);
  expect(trace('serviceTags')).toEqual([{ key: 'service.name', value: 'shop' }]);
  expect(trace('tags')).toEqual([{ key: 'paid', value: true }]);
});

it('tells the error of one query beside the answers of others', async () => {
  const { status, body } = await ask(
    { refId: 'A', datasource: { uid: 'prometheus' }, expr: 'sum(' },
    { refId: 'B', datasource: { uid: 'prometheus' }, expr: '1' },
    { refId: 'C', datasource: { uid: 'P123', type: 'mysql' }, expr: '1' },
    { refId: 'H', datasource: { uid: 'prometheus' }, expr: 'sum(', hide: true },
  );
  expect(status).toBe(207);
  expect(body.results.A).toMatchObject({ status: 400, error: expect.stringContaining('parse error') });
  expect(body.results.B.status).toBe(200);
  expect(body.results.C.error).toContain('there is no data source "P123"');
  expect(body.results).not.toHaveProperty('H');
  expect((await ask({ expr: 'sum(' })).status).toBe(400);
  expect((await ask({ expr: 'sum(', hide: true })).body).toEqual({ results: {} });
});
