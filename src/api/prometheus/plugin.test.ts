import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { NOW_MS, readContext } from '../../../test/support/read-context.js';
import { QuartetError } from '../../model/errors.js';
import type { MetricReader, SeriesSamples } from '../../storage/interface.js';
import { prometheusApi } from './plugin.js';

function api(metrics: Partial<MetricReader>) {
  const app = Fastify();
  app.register(prometheusApi, { context: readContext({ metrics }), prefix: '/api/v1' });
  return app;
}

const series = (values: readonly (readonly [number, number])[]): SeriesSamples => ({
  labels: ['__name__', 'up', 'job', 'a'],
  ts: Float64Array.from(values, ([ts]) => ts),
  values: Float64Array.from(values, ([, value]) => value),
});

const samplesOf = (...all: SeriesSamples[]): Partial<MetricReader> => ({
  async *samples() {
    yield* all;
  },
});

describe('query', () => {
  it('answers a vector at the time that was asked for, by GET and by POST', async () => {
    const app = api(samplesOf(series([[NOW_MS - 1000, 0.5]])));
    const expected = {
      status: 'success',
      data: { resultType: 'vector', result: [{ metric: { __name__: 'up', job: 'a' }, value: [NOW_MS / 1000, '0.5'] }] },
    };
    expect((await app.inject('/api/v1/query?query=up')).json()).toEqual(expected);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = await app.inject({
      method: 'POST',
      url: '/api/v1/query?query=down{',
      headers: form,
      payload: 'query=up',
    });
    expect(posted.json()).toEqual(expected);
    const earlier = await app.inject('/api/v1/query?query=up&time=2026-11-20T11:59:58Z');
    expect(earlier.json()).toEqual({ status: 'success', data: { resultType: 'vector', result: [] } });
  });

  it.each([
    ['query=up{', 'invalid parameter "query": 1:4: parse error: unexpected end of input, expected a label name'],
    ['query=', 'invalid parameter "query": 1:1: parse error: no expression found in input'],
    ['query=up&time=soon', 'invalid parameter "time": cannot parse "soon" to a valid timestamp'],
  ])('refuses %s', async (parameters, error) => {
    const answer = await api({}).inject(`/api/v1/query?${parameters}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ status: 'error', errorType: 'bad_data', error });
  });

  it('tells by status and type what the store could not do', async () => {
    const failing = (error: QuartetError) =>
      api({
        // biome-ignore lint/correctness/useYield: it fails before its first series.
        async *samples() {
          throw error;
        },
      }).inject('/api/v1/query?query=up');
    const gone = await failing(new QuartetError('unavailable', 'away', { retryAfter: 3 }));
    expect([gone.statusCode, gone.json().errorType, gone.headers['retry-after']]).toEqual([503, 'unavailable', '3']);
    const slow = await failing(new QuartetError('timeout', 'too slow'));
    expect([slow.statusCode, slow.json().errorType]).toEqual([503, 'timeout']);
  });
});

describe('query_range', () => {
  it('answers a matrix', async () => {
    const app = api(
      samplesOf(
        series([
          [0, 1],
          [60_000, 2],
        ]),
      ),
    );
    const answer = await app.inject('/api/v1/query_range?query=up&start=0&end=120&step=1m');
    expect(answer.json().data).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up', job: 'a' },
          values: [
            [0, '1'],
            [60, '2'],
            [120, '2'],
          ],
        },
      ],
    });
  });

  it.each([
    ['start=2&end=1&step=1', 'invalid parameter "end": end timestamp must not be before start time'],
    [
      'start=1&end=2&step=0',
      'invalid parameter "step": zero or negative query resolution step widths are not accepted',
    ],
    ['start=0&end=11001&step=1', 'exceeded maximum resolution of 11,000 points per timeseries'],
    ['start=1&end=2', 'invalid parameter "step": it is required'],
  ])('refuses %s', async (parameters, error) => {
    const answer = await api({}).inject(`/api/v1/query_range?query=up&${parameters}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error).toContain(error);
  });

  it('allows exactly 11,000 steps', async () => {
    expect((await api(samplesOf()).inject('/api/v1/query_range?query=up&start=0&end=11000&step=1')).statusCode).toBe(
      200,
    );
  });
});

describe('labels and series', () => {
  it('asks for all series without match[], for each selector with it, and joins the answers', async () => {
    const asked: unknown[] = [];
    const app = api({
      labelNames: async (_tenant, matchers) => {
        asked.push(matchers);
        return matchers.length === 0 ? ['z', 'a'] : ['a', String(matchers.length)];
      },
    });
    expect((await app.inject('/api/v1/labels')).json().data).toEqual(['a', 'z']);
    expect((await app.inject('/api/v1/labels?match[]=up&match[]={a="b",c="d"}&limit=2')).json().data).toEqual([
      '1',
      '2',
    ]);
    expect(asked).toHaveLength(3);
  });

  it('unescapes label names', async () => {
    const app = api({ labelValues: async (_tenant, label) => [label] });
    expect((await app.inject('/api/v1/label/job/values')).json().data).toEqual(['job']);
    expect((await app.inject('/api/v1/label/U__http_2e_method__x/values')).json().data).toEqual(['http.method_x']);
  });

  it('demands match[] for series', async () => {
    const app = api({ series: async () => [['__name__', 'up']] });
    expect((await app.inject('/api/v1/series')).json()).toMatchObject({
      errorType: 'bad_data',
      error: 'no match[] parameter provided',
    });
    expect((await app.inject('/api/v1/series?match[]=up&match[]=up')).json().data).toEqual([{ __name__: 'up' }]);
  });
});
