import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppInProcess } from '../support/app-in-process.js';

let app: AppInProcess;
beforeAll(async () => {
  app = await AppInProcess.start();
});
afterAll(() => app.remove());

const NOW = 1_700_000_000_000;
const query = (refId: string, expr: string, more: object = {}) => ({
  refId,
  datasource: { type: 'prometheus', uid: 'prometheus' },
  expr,
  intervalMs: 60_000,
  legendFormat: '__auto',
  ...more,
});
const expression = (refId: string, type: string, more: object) => ({
  refId,
  datasource: { type: '__expr__', uid: '__expr__' },
  type,
  ...more,
});
const ask = (...queries: object[]) =>
  app.call('POST', '/api/ds/query', { queries, from: String(NOW - 240_000), to: String(NOW) });

/** One series of 1 and one of 3, at five steps. */
const SHOPS = 'label_replace(vector(1), "shop", "a", "", "") or label_replace(vector(3), "shop", "b", "", "")';

it('calculates with what other queries give, in the frames of Grafana', async () => {
  const { status, body } = await ask(
    query('A', SHOPS, { hide: true }),
    expression('B', 'reduce', { expression: 'A', reducer: 'mean' }),
    expression('C', 'math', { expression: '$A * 10' }),
    expression('D', 'threshold', { expression: 'B', conditions: [{ evaluator: { type: 'gt', params: [2] } }] }),
    expression('E', 'resample', { expression: 'A', window: '2m', downsampler: 'sum', upsampler: 'pad' }),
    expression('F', 'classic_conditions', {
      conditions: [
        {
          type: 'query',
          query: { params: ['A'] },
          reducer: { type: 'max' },
          evaluator: { type: 'gt', params: [2] },
          operator: { type: 'and' },
        },
      ],
    }),
  );
  expect(status).toBe(200);
  expect(Object.keys(body.results)).toEqual(['B', 'C', 'D', 'E', 'F']);
  expect(body.results.B.frames.map((frame: Frame) => frame.data.values)).toEqual([[[1]], [[3]]]);
  expect(body.results.B.frames[1].schema).toEqual({
    refId: 'B',
    meta: { type: 'numeric-multi', typeVersion: [0, 1] },
    fields: [{ name: 'B', type: 'number', typeInfo: { frame: 'float64', nullable: true }, labels: { shop: 'b' } }],
  });
  const [, times] = body.results.C.frames;
  expect(times.schema).toMatchObject({
    meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
    fields: [
      { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' } },
      { name: 'C', type: 'number', labels: { shop: 'b' } },
    ],
  });
  expect(times.data.values[1]).toEqual([30, 30, 30, 30, 30]);
  expect(body.results.D.frames.map((frame: Frame) => frame.data.values[0])).toEqual([[0], [1]]);
  expect(body.results.E.frames[0].data.values[1].slice(1)).toEqual([2, 2]);
  expect(body.results.F.frames[0]).toMatchObject({
    schema: { meta: { custom: [{ metric: 'A', labels: { shop: 'b' }, value: 3 }] } },
    data: { values: [[1]] },
  });
});

it('numbers of instant queries and of tables are numbers', async () => {
  const { body } = await ask(
    query('A', SHOPS, { instant: true, range: false }),
    query('T', SHOPS, { instant: true, range: false, format: 'table' }),
    { refId: 'C', datasource: '__expr__', type: 'math', expression: '$A + 1' },
    { refId: 'D', datasourceId: -100, type: 'math', expression: '$T > 2' },
  );
  expect(body.results.C.frames.map((frame: Frame) => frame.data.values)).toEqual([[[2]], [[4]]]);
  expect(body.results.D.frames.map((frame: Frame) => frame.data.values)).toEqual([[[0]], [[1]]]);
});

it('tells why an expression gives nothing in the words of Grafana, beside the answers of others', async () => {
  const { status, body } = await ask(
    query('A', 'sum(', { hide: true }),
    query('B', '1'),
    expression('C', 'math', { expression: '$A + 1' }),
    expression('D', 'math', { expression: '$Z' }),
    expression('E', 'math', { expression: '$B +' }),
    expression('F', 'sql', { expression: 'SELECT * FROM B' }),
    expression('G', 'math', { expression: '$B + 1' }),
  );
  expect(status).toBe(207);
  const { B, C, D, E, F, G } = body.results;
  expect([B, C, D, E, F, G].map((one) => one.status)).toEqual([200, 400, 400, 400, 400, 200]);
  expect(C.error).toMatch(
    /^\[sse\.dependencyError\] did not execute expression \[C\] due to a failure of the dependent expression or query \[A\]: A failed: .*unclosed left parenthesis/,
  );
  expect(D.error).toMatch(/^unable to find dependent node 'Z'/);
  expect(E.error).toMatch(/^\[sse\.parseError\] failed to parse expression \[E\]: "the end" is unexpected/);
  expect(F.error).toContain('expressions of the type "sql" are not calculated here');
  expect(G.frames[0].data.values[1]).toEqual([2, 2, 2, 2, 2]);
});

interface Frame {
  readonly data: { readonly values: readonly unknown[][] };
}
