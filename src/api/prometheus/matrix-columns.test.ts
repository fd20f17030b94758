import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { type EngineAnswers, prometheusContext } from '../../../test/support/prometheus-context.js';
import type { QueryValue } from '../../promql/answer.js';
import { GridSeries } from '../../vector/grid-series.js';
import { emptyHistogram } from '../../wire/prometheus/native-histogram.js';
import { prometheusApi } from './plugin.js';

const GRID = { start: 60_000, step: 15_000, count: 4 };
const RANGE = '/api/v1/query_range?query=up&start=60&end=105&step=15';
const COLUMNS = { accept: 'application/vnd.quartet.matrix, application/json;q=0.9' };

function series(labels: string[], values: readonly (number | undefined)[]): GridSeries {
  const made = new GridSeries(labels, values.length);
  for (const [step, value] of values.entries()) if (value !== undefined) made.setFloat(step, value);
  return made;
}

function asked(value: QueryValue, headers: Record<string, string> = COLUMNS, url = RANGE) {
  const app = Fastify();
  const answers: EngineAnswers = { range: () => value };
  app.register(prometheusApi, { context: prometheusContext({}, answers), prefix: '/api/v1' });
  return app.inject({ url, headers });
}

const TWO: QueryValue = {
  type: 'grid',
  grid: GRID,
  series: [series(['job', 'a"b'], [1.5, Number.NaN, -0, 1e300]), series(['job', 'c'], [undefined, 7, undefined, 8])],
};

describe('a range query as columns', () => {
  it('is a head of JSON and the values of all runs behind it, at a multiple of 8', async () => {
    const { headers, rawPayload } = await asked(TWO);
    expect(headers['content-type']).toBe('application/vnd.quartet.matrix');
    expect(headers.vary).toContain('Accept');
    const begin = 4 + rawPayload.readUInt32LE(0);
    expect(begin % 8).toBe(0);
    expect(JSON.parse(rawPayload.subarray(4, begin).toString())).toEqual({
      status: 'success',
      start: 60_000,
      step: 15_000,
      series: [
        { metric: { job: 'a"b' }, runs: [[0, 4]] },
        {
          metric: { job: 'c' },
          runs: [
            [1, 1],
            [3, 1],
          ],
        },
      ],
      warnings: [],
      infos: [],
    });
    const values = [];
    for (let at = begin; at < rawPayload.length; at += 8) values.push(rawPayload.readDoubleLE(at));
    expect(values).toEqual([1.5, Number.NaN, -0, 1e300, 7, 8]);
  });

  it('is JSON for who does not ask for them, wants a part of the series or the statistics', async () => {
    for (const [headers, url] of [
      [{}, RANGE],
      [{ accept: '*/*' }, RANGE],
      [COLUMNS, `${RANGE}&limit=1`],
      [COLUMNS, `${RANGE}&stats=all`],
    ] as const) {
      expect((await asked(TWO, headers, url)).json().data.resultType).toBe('matrix');
    }
  });

  it('is JSON where there are histograms', async () => {
    const histograms = new GridSeries([], GRID.count);
    histograms.setHistogram(0, emptyHistogram(true));
    expect((await asked({ type: 'grid', grid: GRID, series: [histograms] })).json().data.result).toHaveLength(1);
  });
});
