import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { type EngineAnswers, prometheusContext } from '../../../test/support/prometheus-context.js';
import { NOW_MS } from '../../../test/support/read-context.js';
import { QuartetError } from '../../model/errors.js';
import type { QueryValue } from '../../promql/answer.js';
import type { InstantRequest, RangeRequest } from '../../promql/engine.js';
import { GridSeries } from '../../vector/grid-series.js';
import { stepGrid } from '../../vector/step-grid.js';
import { emptyHistogram } from '../../wire/prometheus/native-histogram.js';
import { prometheusApi } from './plugin.js';

function api(answers: EngineAnswers = {}) {
  const app = Fastify();
  app.register(prometheusApi, { context: prometheusContext({}, answers), prefix: '/api/v1' });
  return app;
}

function floats(labels: string[], values: readonly (number | undefined)[]): GridSeries {
  const series = new GridSeries(labels, values.length);
  for (const [step, value] of values.entries()) if (value !== undefined) series.setFloat(step, value);
  return series;
}

const vector = (...series: GridSeries[]): QueryValue => ({ type: 'vector', time: NOW_MS, series });
/** Answers with `value` and keeps what was asked. */
const keeping =
  <T>(asked: T[], value: QueryValue) =>
  (request: T): QueryValue => {
    asked.push(request);
    return value;
  };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('query', () => {
  it('answers a vector', async () => {
    const withHistogram = new GridSeries([], 1);
    withHistogram.setHistogram(0, { ...emptyHistogram(true), count: 2, sum: 3 });
    const answer = await api({
      instant: () => vector(floats(['__name__', 'up', 'job', 'a"b'], [0.5]), withHistogram),
    }).inject('/api/v1/query?query=up');
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.json()).toEqual({
      status: 'success',
      data: {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'up', job: 'a"b' }, value: [NOW_MS / 1000, '0.5'] },
          { metric: {}, histogram: [NOW_MS / 1000, { count: '2', sum: '3' }] },
        ],
      },
    });
  });

  it.each<[string, QueryValue, unknown]>([
    ['a scalar', { type: 'scalar', time: 1500, value: -0 }, [1.5, '-0']],
    ['a string', { type: 'string', time: 1000, text: 'a"b' }, [1, 'a"b']],
    [
      'a range vector',
      { type: 'matrix', series: [{ labels: ['a', 'b'], ts: Float64Array.of(1, 2), values: Float64Array.of(3, NaN) }] },
      [
        {
          metric: { a: 'b' },
          values: [
            [0.001, '3'],
            [0.002, 'NaN'],
          ],
        },
      ],
    ],
  ])('answers %s', async (_what, value, result) => {
    const answer = await api({ instant: () => value }).inject('/api/v1/query?query=1&limit=1');
    expect(answer.json().data).toEqual({ resultType: value.type, result });
  });

  it('takes parameters from URL and form, of which the form wins', async () => {
    const asked: InstantRequest[] = [];
    const app = api({ instant: keeping(asked, vector()) });
    await app.inject('/api/v1/query?query=up&query=down&time=1.5&lookback_delta=1m&timeout=500ms');
    await app.inject({ method: 'POST', url: '/api/v1/query?query=down{', headers: FORM, payload: 'query=up&time=%zz' });
    expect(asked).toMatchObject([
      { query: 'up', time: 1500, lookback: 60_000, limits: { timeoutMs: 500 } },
      { query: 'up', time: NOW_MS, lookback: undefined, limits: { timeoutMs: 1000 } },
    ]);
  });

  it.each([
    ['time=', NOW_MS],
    ['time=2026-11-20T11:00:00%2B01:00', 1_795_168_800_000],
    ['time=1795172400.0005', 1_795_172_400_000],
    ['time=1795172400.9999', 1_795_172_401_000],
    ['time=-1', -1000],
    ['time=1.5e9', 1_500_000_000_000],
  ])('%s', async (parameter, time) => {
    const asked: InstantRequest[] = [];
    await api({ instant: keeping(asked, vector()) }).inject(`/api/v1/query?query=1&${parameter}`);
    expect(asked[0]?.time).toBe(time);
  });

  const badTime = (text: string) =>
    `invalid parameter "time": invalid time value for 'time': cannot parse "${text}" to a valid timestamp`;
  it.each([
    ['', 'invalid parameter "query": unknown position: parse error: no expression found in input'],
    ['query=up{', 'invalid parameter "query": 1:4: parse error: unexpected end of input inside braces'],
    ['query=up&time=x', badTime('x')],
    ['query=up&time=0x10', badTime('0x10')],
    ['query=up&time=2026-13-01T00:00:00Z', badTime('2026-13-01T00:00:00Z')],
    ['query=up&time=2026-02-30T00:00:00Z', badTime('2026-02-30T00:00:00Z')],
    ['query=up&time=2026-11-20', badTime('2026-11-20')],
    ['query=up&limit=-1', 'invalid parameter "limit": limit must be non-negative'],
    ['query=up&limit=x', 'invalid parameter "limit": strconv.Atoi: parsing "x": invalid syntax'],
    ['query=up&timeout=x', 'invalid parameter "timeout": cannot parse "x" to a valid duration'],
    ['query=up&timeout=0', 'invalid parameter "timeout": timeout must be positive, got 0s'],
    ['query=up&timeout=-90', 'invalid parameter "timeout": timeout must be positive, got -1m30s'],
    ['query=up&lookback_delta=x', 'error parsing lookback delta duration: cannot parse "x" to a valid duration'],
  ])('refuses %s', async (parameters, error) => {
    const answer = await api().inject(`/api/v1/query?${parameters}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ status: 'error', errorType: 'bad_data', error });
  });

  it('cuts to the limit, shortens annotations, and tells stats', async () => {
    const series = ['a', 'b', 'c'].map((name) => floats(['n', name], [1]));
    const warnings = Array.from({ length: 12 }, (_, i) => `w${i}`);
    const stats = { queueSeconds: 0, prepareSeconds: 0, evaluateSeconds: 1, samples: 5, peakPoints: 4 };
    const app = api({ instant: () => ({ value: vector(...series), warnings, infos: ['i'], stats }) });
    const { data, warnings: shown, infos } = (await app.inject('/api/v1/query?query=up&limit=2&stats=most')).json();
    expect(data.result).toHaveLength(2);
    expect(shown.slice(9)).toEqual([
      'w9',
      '2 more warning annotations omitted',
      'results truncated due to limit',
      'value "most" for parameter "stats" is deprecated and will be rejected in the next major release, use "true" or "all"',
    ]);
    expect(infos).toEqual(['i']);
    expect(data.stats.samples).toEqual({ totalQueryableSamples: 5, samplesRead: 5, peakSamples: 4 });
  });

  it.each<[QuartetError, number, string]>([
    [new QuartetError('unavailable', 'away', { retryAfter: 3 }), 503, 'unavailable'],
    [new QuartetError('timeout', 'too slow'), 503, 'timeout'],
    [new QuartetError('execution', 'vector cannot contain metrics with the same labelset'), 422, 'execution'],
    [new QuartetError('invalid_argument', 'invalid parameter "query": 1:3: wrong'), 400, 'bad_data'],
    [new QuartetError('limit_exceeded', 'too many samples'), 422, 'execution'],
  ])('%s', async (error, status, errorType) => {
    const app = api({
      instant: () => {
        throw error;
      },
    });
    const answer = await app.inject('/api/v1/query?query=up');
    expect([answer.statusCode, answer.json()]).toEqual([status, { status: 'error', errorType, error: error.message }]);
    expect(answer.headers['retry-after']).toBe(error.retryAfter === undefined ? undefined : '3');
  });
});

describe('query_range', () => {
  it('answers a matrix, floats apart from histograms', async () => {
    const series = floats(['job', 'a'], [1, undefined, 2]);
    series.setHistogram(1, { ...emptyHistogram(true), count: 1, sum: 1 });
    const grid = stepGrid(0, 120_000, 60_000);
    const app = api({ range: () => ({ type: 'grid', grid, series: [series] }) });
    const answer = await app.inject('/api/v1/query_range?query=up&start=0&end=120&step=1m');
    expect(answer.json().data).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { job: 'a' },
          values: [
            [0, '1'],
            [120, '2'],
          ],
          histograms: [[60, { count: '1', sum: '1' }]],
        },
      ],
    });
  });

  it('streams what is large', async () => {
    const grid = stepGrid(0, 10_999_000, 1000);
    const values = Array.from({ length: 11_000 }, (_, i) => i / 3);
    const all = Array.from({ length: 20 }, (_, i) => floats(['i', String(i)], values));
    const answer = await api({ range: () => ({ type: 'grid', grid, series: all }) }).inject(
      '/api/v1/query_range?query=up&start=0&end=10999&step=1',
    );
    const { result } = answer.json().data;
    expect(result).toHaveLength(20);
    expect(result[19].values).toHaveLength(11_000);
    expect(result[7].values[10_999]).toEqual([10_999, String(10_999 / 3)]);
  });

  it.each([
    ['start=0&end=11000&step=1', { start: 0, end: 11_000_000, step: 1000 }],
    ['start=0&end=1&step=1.5', { start: 0, end: 1000, step: 1500 }],
    ['start=5&end=5&step=0.0004', { start: 5000, end: 5000, step: 1 }],
  ])('%s', async (parameters, request) => {
    const asked: RangeRequest[] = [];
    const app = api({ range: keeping(asked, { type: 'grid', grid: stepGrid(0, 0, 1), series: [] }) });
    const answer = await app.inject(`/api/v1/query_range?query=up&${parameters}`);
    expect(answer.statusCode).toBe(200);
    expect(asked[0]).toMatchObject(request);
  });

  const zero = 'zero or negative query resolution step widths are not accepted. Try a positive integer';
  const tooMany = 'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution';
  it.each([
    ['start=2&end=1&step=1', 'invalid parameter "end": end timestamp must not be before start time'],
    ['end=1&step=1', 'invalid parameter "start": cannot parse "" to a valid timestamp'],
    ['start=1&end=2', 'invalid parameter "step": cannot parse "" to a valid duration'],
    ['start=1&end=2&step=0', `invalid parameter "step": ${zero}`],
    ['start=1&end=2&step=NaN', `invalid parameter "step": ${zero}`],
    ['start=1&end=2&step=-1m', 'invalid parameter "step": cannot parse "-1m" to a valid duration'],
    ['start=1&end=2&step=1.5m', 'invalid parameter "step": cannot parse "1.5m" to a valid duration'],
    [
      'start=1&end=2&step=1e30',
      'invalid parameter "step": cannot parse "1e30" to a valid duration. It overflows int64',
    ],
    ['start=1&end=2&step=Inf', 'invalid parameter "step": cannot parse "Inf" to a valid duration. It overflows int64'],
    ['start=0&end=11001&step=1', `${tooMany} (?step=XX)`],
  ])('refuses %s', async (parameters, error) => {
    const answer = await api().inject(`/api/v1/query_range?query=up&${parameters}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ status: 'error', errorType: 'bad_data', error });
  });
});
