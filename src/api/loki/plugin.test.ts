import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { NOW_MS, readContext } from '../../../test/support/read-context.js';
import { LogqlEngine } from '../../logql/engine.js';
import { TailHub } from '../../logql/tail/tail-hub.js';
import { labelsFrom } from '../../model/labels.js';
import { DEFAULT_LOKI_LIMITS, type LokiLimits } from '../../model/loki-limits.js';
import type { LogEntry, LogReader, LogVolumes, StreamVolume } from '../../storage/interface.js';
import { lokiApi } from './plugin.js';
import { Tails } from './tail/tails.js';

interface Stored {
  readonly entries?: readonly LogEntry[];
  readonly volumes?: readonly StreamVolume[];
  readonly logs?: Partial<LogReader>;
  readonly limits?: Partial<LokiLimits>;
}

/** A server over a reader that has these entries, whatever is asked for. */
function api({ entries = [], volumes = [], logs = {}, limits = {} }: Stored) {
  const reader = {
    scan: async function* () {
      yield entries;
    },
    streams: async () => [...new Set(entries.map(({ labels }) => labels))],
    labelNames: async () => [...new Set(entries.flatMap(({ labels }) => labels.filter((_, i) => i % 2 === 0)))],
    labelValues: async (_, name) => [
      ...new Set(entries.flatMap(({ labels }) => labels.filter((_, i) => i % 2 === 1 && labels[i - 1] === name))),
    ],
    ...logs,
  } as LogReader;
  const app = Fastify();
  const context = {
    ...readContext({ logs: reader }),
    logql: new LogqlEngine(reader, { maxPoints: 1e6, maxSeries: 500 }),
    logVolumes: { volumes: async () => [...volumes] } as LogVolumes,
    limitsOf: () => ({ ...DEFAULT_LOKI_LIMITS, ...limits }),
    settings: { listen: '127.0.0.1' },
    tails: new Tails(new TailHub(), () => DEFAULT_LOKI_LIMITS),
  };
  app.register(lokiApi, { context });
  return app;
}

const entry = (ns: bigint, line: string, labels = ['app', 'a'], metadata: string[] = []): LogEntry => ({
  labels,
  ns,
  line,
  metadata,
});

const url = (path: string, parameters: Record<string, string>) => `${path}?${new URLSearchParams(parameters)}`;

describe('query_range', () => {
  const entries = [entry(2n, 'second', ['app', 'a'], ['trace_id', 't1']), entry(1n, 'first')];

  it('puts structured metadata among the labels, or beside the lines when the client asks for it', async () => {
    const app = api({ entries });
    const plain = await app.inject(url('/loki/api/v1/query_range', { query: '{app="a"}' }));
    expect(plain.headers['content-type']).toBe('application/json; charset=UTF-8');
    expect(plain.json().data.result).toEqual([
      { stream: { trace_id: 't1', app: 'a' }, values: [['2', 'second']] },
      { stream: { app: 'a' }, values: [['1', 'first']] },
    ]);
    const headers = { 'x-loki-response-encoding-flags': 'categorize-labels' };
    const categorized = await app.inject({ url: url('/loki/api/v1/query_range', { query: '{app="a"}' }), headers });
    expect(categorized.json().data).toMatchObject({
      encodingFlags: ['categorize-labels'],
      result: [
        {
          stream: { app: 'a' },
          values: [
            ['2', 'second', { structuredMetadata: { trace_id: 't1' } }],
            ['1', 'first', {}],
          ],
        },
      ],
    });
  });

  it.each([
    [{}, { start: NOW_MS - 3_600_000, end: NOW_MS }, 'backward'],
    [
      { start: '1795168800', end: '1795168801.5', direction: 'FORWARD' },
      { start: 1795168800000, end: 1795168801500 },
      'forward',
    ],
    [{ end: '2026-11-20T10:00:00Z', since: '5m' }, { start: 1795168500000, end: 1795168800000 }, 'backward'],
    [
      { start: '1795168800000000000', end: '1795168801000000000' },
      { start: 1795168800000, end: 1795168801000 },
      'backward',
    ],
  ])('%o reads %o, %s', async (parameters, { start, end }, order) => {
    const asked: Parameters<LogReader['scan']>[1][] = [];
    const app = api({
      logs: {
        scan: async function* (_tenant, selection) {
          asked.push(selection);
          yield [];
        },
      },
    });
    await app.inject(url('/loki/api/v1/query_range', { query: '{app="a"}', ...parameters }));
    const range = { start: BigInt(start) * 1_000_000n, end: BigInt(end) * 1_000_000n };
    expect(asked).toMatchObject([{ range, order }]);
  });

  it('evaluates a metric query at multiples of the step around the range', async () => {
    const parameters = { query: 'vector(1)', start: '1795168817', end: '1795169017', step: '100' };
    const { data } = (await api({}).inject(url('/loki/api/v1/query_range', parameters))).json();
    expect(data.result[0].values.map(([time]: [number]) => time)).toEqual([
      1795168800, 1795168900, 1795169000, 1795169100,
    ]);
  });
});

describe('what is wrong with a query is told in plain text', () => {
  it.each([
    [
      'query_range',
      { query: '{app="a"', limit: '5001' },
      'parse error at line 1, col 9: syntax error: unexpected $end, expecting } or ,',
    ],
    [
      'query_range',
      { query: '{app="a"}', limit: '5001' },
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)',
    ],
    ['query_range', { query: '{app="a"}', limit: 'x' }, 'strconv.Atoi: parsing "x": invalid syntax'],
    ['query_range', { query: '{app="a"}', limit: '0' }, 'limit must be a positive value'],
    ['query_range', { query: '{app="a"}', direction: 'up' }, "invalid direction 'up'"],
    ['query_range', { query: '{app="a"}', step: 'x' }, 'cannot parse "x" to a valid duration'],
    ['query_range', { query: '{app="a"}', step: '0.5m' }, 'cannot parse "0.5m" to a valid duration'],
    [
      'query_range',
      { query: '{app="a"}', since: '1.5h' },
      'could not parse \'since\' parameter: not a valid duration string: "1.5h"',
    ],
    ...['index/stats', 'index/volume', 'detected_labels'].map((path): [string, object, string] => [
      path,
      { query: '{app!="a"}' },
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
    ]),
    ['query_range', { query: '{app="a"}', interval: '-1' }, 'interval must be >= 0'],
    [
      'query_range',
      { query: '{app="a"}', start: '2', end: '1' },
      'end timestamp must not be before or equal to start time',
    ],
    [
      'query_range',
      { query: '{app="a"}', start: '0', end: '86400000' },
      'the query time range exceeds the limit (query length: 24000h0m0s, limit: 30d1h)',
    ],
    [
      'query',
      { query: '{app="a"}' },
      'log queries are not supported as an instant query type, please change your query to a range query type',
    ],
    ['query', {}, 'parse error : syntax error: unexpected $end'],
    ['labels', { query: '{app="a"} |= "x"' }, 'only label matchers are supported'],
    ['index/stats', { query: 'rate({a="b"}[1m])' }, 'only label matchers are supported'],
    ['index/volume', { query: '{a="b"}', aggregateBy: 'x' }, 'invalid aggregation option'],
    [
      'patterns',
      { query: '{bad' },
      'parse error at line 1, col 5: syntax error: unexpected $end, expecting = or =~ or !~ or !=',
    ],
  ])('%s %o', async (path, parameters, message) => {
    const answer = await api({}).inject(url(`/loki/api/v1/${path}`, parameters as Record<string, string>));
    expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([
      400,
      'text/plain; charset=utf-8',
      `${message}\n`,
    ]);
  });

  it('but by format_query in JSON', async () => {
    const answer = await api({}).inject(url('/loki/api/v1/format_query', { query: '{' }));
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      {
        status: 'invalid-query',
        error: 'parse error at line 1, col 2: syntax error: unexpected $end, expecting IDENTIFIER or }',
      },
    ]);
  });
});

describe("a tenant's limits", () => {
  const day = { start: '1800000000', end: '1800086400' };

  it.each<[string, Record<string, string>, Partial<LokiLimits>, string]>([
    [
      'query_range',
      { query: '{a="b"}', limit: '11' },
      { maxEntriesLimitPerQuery: 10 },
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (11 > 10)',
    ],
    [
      'query_range',
      { query: '{a="b"}', ...day },
      { maxQueryLength: 3_600_000 },
      'the query time range exceeds the limit (query length: 24h0m0s, limit: 1h)',
    ],
    [
      'query',
      { query: 'sum(rate({a="b"}[2h])) + 1' },
      { maxQueryRange: 3_600_000 },
      '[interval] value exceeds limit: [2h] > [1h]',
    ],
    [
      'query_range',
      { query: '{a="b", c="d"}' },
      { maxStreamsMatchersPerQuery: 1 },
      'max streams matchers per query exceeded, matchers-count > limit (2 > 1)',
    ],
    [
      'series',
      { 'match[]': '{a="b", c="d"}' },
      { maxStreamsMatchersPerQuery: 1 },
      'max streams matchers per query exceeded, matchers-count > limit (2 > 1)',
    ],
    [
      'labels',
      { start: '1', end: '2' },
      { maxQueryLookback: 86_400_000 },
      'this data is no longer available, it is past now - max_query_lookback (1d)',
    ],
    [
      'query',
      { query: 'vector(1) or rate({app="a"}[1h])' },
      { maxQuerySeries: 0 },
      'maximum number of series (0) reached for a single query; consider reducing query cardinality by adding more specific stream selectors, reducing the time range, or aggregating results with functions like sum(), count() or topk()',
    ],
  ])('%s %o %o', async (path, parameters, limits, message) => {
    const answer = await api({ limits }).inject(url(`/loki/api/v1/${path}`, parameters));
    expect([answer.statusCode, answer.body]).toEqual([400, `${message}\n`]);
  });

  it('leave a query for what is too old without an answer', async () => {
    const app = api({ entries: [entry(1n, 'old')], limits: { maxQueryLookback: 86_400_000 } });
    const answer = await app.inject(url('/loki/api/v1/query_range', { query: '{app="a"}', start: '1', end: '2' }));
    expect([answer.statusCode, answer.json().data.result]).toEqual([200, []]);
  });

  it('switch volumes off, or keep their series few', async () => {
    const volumes = ['a', 'b'].map((app) => ({
      labels: labelsFrom([['app', app]]),
      streams: 1,
      interval: 0,
      entries: 1,
      bytes: 1,
      metadataBytes: 0,
    }));
    const query = { query: '{app=~".+"}' };
    const few = await api({ volumes, limits: { volumeMaxSeries: 1 } }).inject(url('/loki/api/v1/index/volume', query));
    expect(few.json().data.result).toHaveLength(1);
    const off = await api({ volumes, limits: { volumeEnabled: false } }).inject(
      url('/loki/api/v1/index/volume', query),
    );
    expect([off.statusCode, off.body]).toEqual([404, 'not found\n']);
  });
});

describe('labels and series', () => {
  it('answer no list where there is nothing', async () => {
    const app = api({});
    expect((await app.inject('/loki/api/v1/labels')).json()).toEqual({ status: 'success' });
    expect((await app.inject('/loki/api/v1/label/x/values')).json()).toEqual({ status: 'success' });
    expect((await app.inject('/loki/api/v1/series')).json()).toEqual({ status: 'success', data: [] });
    expect((await app.inject('/loki/api/v1/detected_labels')).json()).toEqual({});
  });

  it('detected_labels leaves out labels of ids', async () => {
    const streams = [
      ['app', 'a', 'flag', '1', 'id', '17', 'pod', '3', 'uid', '6f9619ff-8b86-d011-b42d-00c04fc964ff'],
      ['app', 'b', 'id', '18'],
    ];
    const answer = await api({ entries: streams.map((labels) => entry(1n, '', labels)) }).inject(
      '/loki/api/v1/detected_labels',
    );
    expect(answer.json()).toEqual({
      detectedLabels: [
        { label: 'app', cardinality: 2 },
        { label: 'flag', cardinality: 1 },
        { label: 'pod', cardinality: 1 },
      ],
    });
  });
});

describe('volumes', () => {
  const volume = (labels: Record<string, string>, interval: number, bytes: number): StreamVolume => ({
    labels: labelsFrom(Object.entries(labels)),
    streams: 1,
    interval,
    entries: 1,
    bytes,
    metadataBytes: 2,
  });
  const volumes = [
    volume({ app: 'a', pod: '1' }, 0, 90),
    volume({ app: 'a', pod: '2' }, 1, 40),
    volume({ app: 'b', pod: '3' }, 1, 190),
  ];
  const range = { start: '100', end: '130' };

  it.each([
    [
      { query: '{app=~".+"}' },
      [
        [{ app: 'b' }, '200'],
        [{ app: 'a' }, '150'],
      ],
    ],
    [{ query: '{app=~".+"}', limit: '1' }, [[{ app: 'b' }, '200']]],
    [
      { query: '{}' },
      [
        [{ app: 'b', pod: '3' }, '200'],
        [{ app: 'a', pod: '1' }, '100'],
        [{ app: 'a', pod: '2' }, '50'],
      ],
    ],
    [
      { query: '{app=~".+"}', aggregateBy: 'labels' },
      [
        [{ app: '' }, '350'],
        [{ pod: '' }, '350'],
      ],
    ],
    [{ query: '{app=~".+"}', aggregateBy: 'labels', targetLabels: 'pod' }, [[{ pod: '' }, '350']]],
  ])('%o', async (parameters, expected) => {
    const whole = volumes.map((one) => ({ ...one, interval: 0 }));
    const answer = await api({ volumes: whole }).inject(url('/loki/api/v1/index/volume', { ...range, ...parameters }));
    const { resultType, result } = answer.json().data;
    expect(resultType).toBe('vector');
    expect(result).toEqual(expected.map(([metric, value]) => ({ metric, value: [130, value] })));
  });

  it('of a range stand at the ends of their intervals', async () => {
    const parameters = { ...range, query: '{app=~".+"}', step: '20s' };
    const since1970 = volumes.map((volume) => ({ ...volume, interval: volume.interval + 5 }));
    const { data } = (
      await api({ volumes: since1970 }).inject(url('/loki/api/v1/index/volume_range', parameters))
    ).json();
    expect(data).toEqual({
      resultType: 'matrix',
      result: [
        { metric: { app: 'b' }, values: [[130, '200']] },
        {
          metric: { app: 'a' },
          values: [
            [119.999, '100'],
            [130, '50'],
          ],
        },
      ],
    });
  });

  it('as statistics', async () => {
    const answer = await api({ volumes }).inject(url('/loki/api/v1/index/stats', { ...range, query: '{app="a"}' }));
    expect(answer.json()).toEqual({ streams: 3, chunks: 3, bytes: 320, entries: 3 });
  });
});

describe('detected fields', () => {
  const entries = [
    entry(3n, '{"status":200,"took":"3ms","in":{"size":"1KB"},"app":"x"}', ['app', 'a'], ['user', 'u1']),
    entry(2n, '{"status":404,"took":"5ms","ok":true}', ['app', 'a']),
    entry(1n, 'ratio=0.5 plain', ['app', 'b']),
  ];

  it('are named with type, number of values, parser and path', async () => {
    const answer = await api({ entries }).inject(url('/loki/api/v1/detected_fields', { query: '{app=~".+"}' }));
    expect(answer.json()).toEqual({
      limit: 1000,
      fields: [
        { label: 'user', type: 'string', cardinality: 1, parsers: null },
        { label: 'status', type: 'int', cardinality: 2, parsers: ['json'], jsonPath: ['status'] },
        { label: 'took', type: 'duration', cardinality: 2, parsers: ['json'], jsonPath: ['took'] },
        { label: 'in_size', type: 'bytes', cardinality: 1, parsers: ['json'], jsonPath: ['in', 'size'] },
        { label: 'app_extracted', type: 'string', cardinality: 1, parsers: ['json'], jsonPath: ['app'] },
        { label: 'ok', type: 'boolean', cardinality: 1, parsers: ['json'], jsonPath: ['ok'] },
        { label: 'ratio', type: 'float', cardinality: 1, parsers: ['logfmt'] },
      ],
    });
  });

  it('that the query parsed from a line which suits no parser are told as those of logfmt', async () => {
    const query = '{app="b"} | regexp "(?P<word>pl[a-z]+)" | line_format "{{.word}}"';
    const answer = await api({ entries: entries.slice(2) }).inject(url('/loki/api/v1/detected_fields', { query }));
    expect(answer.json().fields).toEqual([{ label: 'word', type: 'string', cardinality: 1, parsers: ['logfmt'] }]);
  });

  it.each([
    ['status', {}, { values: ['200', '404'], limit: 1000 }],
    ['status', { limit: '1' }, { values: ['200'], limit: 1 }],
    ['nope', {}, {}],
  ])('values of %s %o', async (name, parameters, expected) => {
    const path = `/loki/api/v1/detected_field/${name}/values`;
    expect((await api({ entries }).inject(url(path, { query: '{app=~".+"}', ...parameters }))).json()).toEqual(
      expected,
    );
  });
});

it('patterns are counted by step', async () => {
  const entries = Array.from({ length: 40 }, (_, i) =>
    entry(
      BigInt(i) * 1_000_000_000n,
      `worker ${i} took ${i * 3}ms for job=j${i}`,
      ['app', 'a'],
      ['detected_level', 'info'],
    ),
  );
  const parameters = { query: '{app="a"}', start: '0', end: '40', step: '20s' };
  expect((await api({ entries }).inject(url('/loki/api/v1/patterns', parameters))).json().data).toEqual([
    {
      pattern: 'worker <_> took <_> for job=<_>',
      level: 'info',
      samples: [
        [0, 20],
        [20, 20],
      ],
    },
  ]);
});

it.each([
  ['GET', '/loki/api/v1/status/buildinfo', 200, /"applicationVersion":"1.2.3"/],
  ['GET', '/config', 200, /^listen: "127.0.0.1"$/m],
  ['GET', '/services', 200, /^querier => Running$/m],
  ['GET', '/loki/api/v1/delete', 403, /^deletion is not available for this tenant$/m],
  ['PUT', '/loki/api/v1/delete', 403, /^deletion is not available for this tenant$/m],
] as const)('%s %s', async (method, path, status, body) => {
  const answer = await api({}).inject({ method, url: path });
  expect(answer.statusCode).toBe(status);
  expect(answer.body).toMatch(body);
});
