import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import type { MetricReader } from '../../storage/interface.js';
import type { PrometheusContext } from './context.js';
import { cardinalityApi, federation, prometheusApi } from './plugin.js';

function api(metrics: Partial<MetricReader> = {}, more: Partial<PrometheusContext> = {}) {
  const app = Fastify();
  const context = prometheusContext(metrics, {}, more);
  app.register(prometheusApi, { context, prefix: '/api/v1' });
  app.register(cardinalityApi, { context, prefix: '/api/v1' });
  app.register(federation, { context });
  return app;
}

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
    expect((await app.inject('/api/v1/labels?match[]=up&match[]={a="b",c="d"}&limit=2')).json()).toEqual({
      status: 'success',
      data: ['1', '2'],
      warnings: ['results truncated due to limit'],
    });
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['job', 'job'],
    ['U__http_2e_method__x', 'http.method_x'],
    ['U____name__', '_name_'],
    ['U___30ad__30fc_', 'キー'],
    ['U__a_x', 'U__a_x'],
    ['U___d800_', 'U___d800_'],
    ['%E3%82%AD', 'キ'],
  ])('reads the label name %s as %s', async (path, label) => {
    const app = api({ labelValues: async (_tenant, name) => [name] });
    expect((await app.inject(`/api/v1/label/${path}/values`)).json().data).toEqual([label]);
  });

  it('sorts series, and gives each once', async () => {
    const app = api({
      series: async () => [
        ['__name__', 'up', 'b', '1'],
        ['__name__', 'up', 'a', '1'],
      ],
    });
    expect((await app.inject('/api/v1/series?match[]=up&match[]=up')).json().data).toEqual([
      { __name__: 'up', a: '1' },
      { __name__: 'up', b: '1' },
    ]);
    const limited = (await app.inject('/api/v1/series?match[]=up&limit=1')).json();
    expect(limited).toMatchObject({ data: [{ a: '1' }], warnings: ['results truncated due to limit'] });
  });

  const start = `invalid parameter "start": invalid time value for 'start': cannot parse "x" to a valid timestamp`;
  it.each([
    ['/series', 'no match[] parameter provided'],
    ['/series?match[]=up[5m]', 'invalid parameter "match[]": 1:3: parse error: unexpected "["'],
    ['/series?match[]={}', 'invalid parameter "match[]": match[] must contain at least one non-empty matcher'],
    ['/labels?match[]={a=~".*"}', 'match[] must contain at least one non-empty matcher'],
    ['/labels?match[]=', 'unknown position: parse error: unexpected end of input'],
    ['/label/job/values?start=x', start],
    ['/label/job/values?limit=-1', 'invalid parameter "limit": limit must be non-negative'],
    ['/query_exemplars', 'unknown position: parse error: no expression found in input'],
    ['/query_exemplars?query=up&start=2&end=1', 'end timestamp must not be before start timestamp'],
    ['/parse_query?query=sum(', 'invalid parameter "query": 1:5: parse error: unclosed left parenthesis'],
    ['/metadata?limit_per_metric=x', 'limit_per_metric must be a number'],
    ['/targets/metadata?limit=x', 'limit must be a number'],
    ['/status/tsdb?limit=0', 'limit must be a positive number'],
    [
      '/rules?exclude_alerts=bogus',
      'invalid parameter "exclude_alerts": error converting exclude_alerts: strconv.ParseBool: parsing "bogus": invalid syntax',
    ],
    [
      '/rules?group_limit=x',
      'invalid parameter "group_limit": group_limit needs to be a valid number: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [
      '/rules?group_next_token=abc',
      'invalid parameter "group_next_token": group_limit needs to be present in order to paginate over the groups',
    ],
    ['/rules?type=x', 'invalid parameter "type": not supported value "x"'],
  ])('refuses %s', async (path, error) => {
    const answer = await api().inject(`/api/v1${path}`);
    expect([answer.statusCode, answer.json()]).toEqual([400, { status: 'error', errorType: 'bad_data', error }]);
  });
});

describe('what there is none of yet', () => {
  it.each([
    ['/targets', { activeTargets: [], droppedTargets: [], droppedTargetCounts: {} }],
    ['/targets?state=active', { activeTargets: [], droppedTargets: [], droppedTargetCounts: null }],
    ['/targets/metadata', []],
    ['/scrape_pools', { scrapePools: [] }],
    ['/rules?type=alert&group_limit=5', { groups: [] }],
    ['/alerts', { alerts: [] }],
    ['/alertmanagers', { activeAlertmanagers: [], droppedAlertmanagers: [] }],
  ])('%s', async (path, data) => {
    expect((await api().inject(`/api/v1${path}`)).json()).toEqual({ status: 'success', data });
  });
});

describe('methods and paths', () => {
  it.each<['GET' | 'HEAD' | 'PUT' | 'DELETE' | 'POST' | 'OPTIONS', string, number]>([
    ['HEAD', '/query', 405],
    ['PUT', '/query', 405],
    ['DELETE', '/query_range', 405],
    ['POST', '/label/job/values', 405],
    ['POST', '/targets', 405],
    ['OPTIONS', '/query', 204],
    ['GET', '/query_exemplars?query=1', 204],
    ['OPTIONS', '/whatever/there/is', 204],
    ['GET', '/label//values', 307],
    ['GET', '/label/a%2Fb/values', 404],
    ['GET', '/nothing', 404],
    ['GET', '/search/metric_names', 404],
  ])('%s %s is %d', async (method, path, status) => {
    expect((await api().inject({ method, url: `/api/v1${path}` })).statusCode).toBe(status);
  });

  it('lets pages of other origins read', async () => {
    const { headers } = await api().inject({ url: '/api/v1/alerts', headers: { origin: 'http://grafana.test' } });
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Date' });
    expect((await api().inject('/api/v1/alerts')).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('counts a body that is no form as empty', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api().inject({ method: 'POST', url: '/api/v1/query', headers, payload: '{"query":"up"}' });
    expect(answer.json().error).toContain('no expression found in input');
  });
});

describe('admin', () => {
  it('is refused unless it is turned on', async () => {
    const answer = await api().inject({ method: 'POST', url: '/api/v1/admin/tsdb/delete_series?match[]=up' });
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { status: 'error', errorType: 'unavailable', error: 'admin APIs disabled' },
    ]);
  });

  it('deletes, cleans and copies', async () => {
    const done: unknown[] = [];
    const admin = {
      deleteSeries: async (...args: unknown[]) => void done.push(args.slice(0, 3)),
      cleanTombstones: async () => void done.push('cleaned'),
      snapshot: async () => 'name',
    };
    const app = api({}, { admin });
    const post = (path: string) => app.inject({ method: 'POST', url: `/api/v1/admin/tsdb/${path}` });
    expect((await post('delete_series')).statusCode).toBe(400);
    expect((await post('delete_series?match[]=up&start=1&end=2')).statusCode).toBe(204);
    expect((await post('clean_tombstones')).statusCode).toBe(204);
    expect((await post('snapshot')).json().data).toEqual({ name: 'name' });
    expect(done).toEqual([
      ['default', [{ name: '__name__', op: '=', value: 'up' }], { start: 1000, end: 2000 }],
      'cleaned',
    ]);
  });
});

describe('search', () => {
  const names = ['http_requests_total', 'http.server.duration', 'node_load1', 'up'];
  const app = api(
    { labelValues: async () => names, labelNames: async () => ['instance', 'job'] },
    { experiments: { searchApi: true, nativeDelta: false, deltaToCumulative: false } },
  );

  it.each([
    ['metric_names', [...names].sort()],
    ['metric_names?search[]=HTTP', []],
    ['metric_names?search[]=HTTP&case_sensitive=false', ['http.server.duration', 'http_requests_total']],
    ['metric_names?search[]=nl1', ['node_load1']],
    ['metric_names?sort_by=alpha&sort_dir=dsc&search[]=up&search[]=node', ['up', 'node_load1']],
    [
      'metric_names?search[]=http_reqests&fuzz_alg=jarowinkler&fuzz_threshold=80&sort_by=score',
      ['http_requests_total', 'http.server.duration'],
    ],
    ['label_names?search[]=inst', ['instance']],
  ])('%s', async (path, found) => {
    const [results, status] = (await app.inject(`/api/v1/search/${path}`)).body
      .split('\n')
      .map((line) => line && JSON.parse(line));
    expect(results.results.map(({ name }: { name: string }) => name)).toEqual(found);
    expect(status).toEqual({ status: 'success', has_more: false });
  });

  it.each([
    ['limit=0', 'invalid limit "0": must be a positive integer'],
    ['batch_size=x', 'invalid batch_size "x": must be a positive integer'],
    ['fuzz_alg=x', 'unsupported fuzz_alg "x": must be one of [subsequence jarowinkler]'],
    ['sort_dir=x', 'sort_dir is only valid when sort_by is set'],
    ['sort_dir=x&sort_by=alpha', 'invalid sort_dir "x": must be "asc" or "dsc"'],
    ['sort_dir=asc&sort_by=score&search[]=a', 'sort_dir is not supported for sort_by=score'],
  ])('refuses %s', async (parameters, error) => {
    const answer = await app.inject(`/api/v1/search/label_names?${parameters}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ errorType: 'bad_data', error });
  });

  it('answers in batches, and says that there is more', async () => {
    const answer = await app.inject('/api/v1/search/label_values?label=x&limit=3&batch_size=2&include_score=true');
    expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(
      answer.body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        results: [
          { value: 'http.server.duration', score: 1 },
          { value: 'http_requests_total', score: 1 },
        ],
      },
      { results: [{ value: 'node_load1', score: 1 }] },
      { status: 'success', has_more: true },
    ]);
  });

  it.each([
    ['metric_names?sort_by=bogus', 'invalid sort_by "bogus" for metric_names: must be "alpha" or "score"'],
    ['metric_names?fuzz_threshold=101', 'invalid fuzz_threshold "101": must be 0-100'],
    ['label_values', 'missing required parameter "label"'],
  ])('refuses %s', async (path, error) => {
    const answer = await app.inject(`/api/v1/search/${path}`);
    expect([answer.statusCode, answer.json().error]).toEqual([400, error]);
  });
});

describe('cardinality', () => {
  const app = api({
    series: async () => [
      ['__name__', 'up', 'job', 'a'],
      ['__name__', 'up', 'job', 'b'],
      ['__name__', 'down', 'job', 'a'],
    ],
  });

  it('counts the values of label names', async () => {
    expect((await app.inject('/api/v1/cardinality/label_names?limit=1')).json()).toEqual({
      label_values_count_total: 4,
      label_names_count: 2,
      cardinality: [{ label_name: '__name__', label_values_count: 2 }],
    });
  });

  it('counts the series of label values', async () => {
    expect((await app.inject('/api/v1/cardinality/label_values?label_names[]=job')).json()).toEqual({
      series_count_total: 3,
      labels: [
        {
          label_name: 'job',
          label_values_count: 2,
          series_count: 3,
          cardinality: [
            { label_value: 'a', series_count: 2 },
            { label_value: 'b', series_count: 1 },
          ],
        },
      ],
    });
  });

  it('lists active series', async () => {
    expect((await app.inject('/api/v1/cardinality/active_series?selector=up')).json().data).toHaveLength(3);
    expect((await app.inject('/api/v1/cardinality/active_series')).statusCode).toBe(400);
  });

  it('tells what the index holds', async () => {
    expect((await app.inject('/api/v1/status/tsdb')).json().data).toMatchObject({
      headStats: { numSeries: 3, numLabelPairs: 4 },
      seriesCountByMetricName: [
        { name: 'up', value: 2 },
        { name: 'down', value: 1 },
      ],
    });
  });
});
