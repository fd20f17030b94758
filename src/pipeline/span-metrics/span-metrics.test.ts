import { describe, expect, it } from 'vitest';
import { START_MS, type TestSpan, TraceMetricsBench } from '../../../test/support/trace-metrics.js';
import type { SpanMetricsSettings } from '../../model/trace-metric-settings.js';

const CALLS = /_calls_total$/;
const KIND_SERVER = 2;
const STATUS_ERROR = 2;

const bench = (spanMetrics: Partial<SpanMetricsSettings> = {}) =>
  new TraceMetricsBench({ spanMetrics, serviceGraph: { enabled: false } });

const calls = (labels: string, value: number) => `traces_spanmetrics_calls_total{${labels}} ${value}`;
/** As labels are sorted. */
const labels = (service: string, name: string, kind = 'INTERNAL', status = 'UNSET') =>
  `service="${service}",span_kind="SPAN_KIND_${kind}",span_name="${name}",status_code="STATUS_CODE_${status}"`;

describe('span metrics', () => {
  it('counts spans by service, name, kind and status', () => {
    const made = bench()
      .take(
        { name: 'GET /', kind: KIND_SERVER },
        { name: 'GET /', kind: KIND_SERVER, status: STATUS_ERROR },
        { name: 'query', service: 'db' },
      )
      .take({ name: 'GET /', kind: KIND_SERVER })
      .wait(15)
      .collect();
    expect(made.lines(CALLS)).toEqual([
      calls(labels('db', 'query'), 1),
      calls(labels('shop', 'GET /', 'SERVER', 'ERROR'), 1),
      calls(labels('shop', 'GET /', 'SERVER'), 2),
    ]);
  });

  it('has cumulative buckets, sum and count of seconds', () => {
    const made = bench({ histogramBuckets: [0.1, 1], parts: ['latency'] })
      .take({ seconds: 0.1 }, { seconds: 0.5 }, { seconds: 4 })
      .wait(15)
      .collect();
    const all = labels('shop', 'work');
    const by = (le: string) => `traces_spanmetrics_latency_bucket{le="${le}",${all}}`;
    expect(made.lines(/./)).toEqual([
      `${by('+Inf')} 3`,
      `${by('0.1')} 1`,
      `${by('1')} 2`,
      `traces_spanmetrics_latency_count{${all}} 3`,
      `traces_spanmetrics_latency_sum{${all}} 4.6`,
    ]);
  });

  it('begins a series at 0 after the collection before, so that rates see its first spans', () => {
    const made = bench().wait(15);
    made.collect();
    expect(made.wait(5).take({}).wait(10).collect().points('traces_spanmetrics_calls_total')).toEqual([
      [15.001, 0],
      [30, 1],
    ]);
    expect(made.take({}).wait(15).collect().points('traces_spanmetrics_calls_total')).toEqual([[45, 2]]);
  });

  it('ends an idle series with a staleness marker and begins it anew', () => {
    const made = new TraceMetricsBench({ generatedMetrics: { staleAfter: 60_000 } }).take({});
    expect(made.wait(59).collect().lines(CALLS)).toEqual([calls(labels('shop', 'work'), 1)]);
    expect(made.wait(1).collect().lines(CALLS)).toEqual([`${calls(labels('shop', 'work'), 0).slice(0, -1)}stale`]);
    expect(made.metrics.isIdle).toBe(true);
    expect(made.take({}).wait(15).collect().lines(CALLS)).toEqual([calls(labels('shop', 'work'), 1)]);
  });

  it('counts what does not fit in one series more', () => {
    const made = new TraceMetricsBench({
      spanMetrics: { parts: ['count'] },
      serviceGraph: { enabled: false },
      generatedMetrics: { maxActiveSeries: 2 },
    });
    const spans = ['a', 'b', 'c', 'd', 'c'].map((name) => ({ name }));
    const overflow = '__overflow__';
    expect(
      made
        .take(...spans)
        .wait(15)
        .collect()
        .lines(CALLS),
    ).toEqual([
      calls(`service="${overflow}",span_kind="${overflow}",span_name="${overflow}",status_code="${overflow}"`, 3),
      calls(labels('shop', 'a'), 1),
      calls(labels('shop', 'b'), 1),
    ]);
    expect(made.metrics.series.overflowed).toBe(2);
  });

  it('has for each bucket the first trace of the interval as an exemplar', () => {
    const made = bench({ histogramBuckets: [0.1, 1] }).take(
      { trace: 1, seconds: 0.05 },
      { trace: 2, seconds: 0.06 },
      { trace: 3, seconds: 9 },
    );
    const exemplars = made.wait(15).collect().exemplars;
    expect(exemplars.map(({ series, ms, value, labels: own }) => [series.le, ms, value, own])).toEqual([
      ['0.1', START_MS, 0.05, { traceID: `${'0'.repeat(31)}1` }],
      ['+Inf', START_MS, 9, { traceID: `${'0'.repeat(31)}3` }],
    ]);
    expect(made.wait(15).collect().exemplars).toEqual([]);
  });

  it('leaves out spans that ended too long ago or in the future', () => {
    const made = bench().take({ endedAgo: 30 }, { endedAgo: 31 }, { endedAgo: -30 }, { endedAgo: -31 });
    expect(made.wait(15).collect().lines(CALLS)).toEqual([calls(labels('shop', 'work'), 2)]);
    expect(made.metrics.outOfRange).toBe(2);
  });

  it('writes native histograms, alone or besides', () => {
    const spans = [{ seconds: 0 }, { seconds: 0.5 }, { seconds: 1 }, { seconds: 1 }];
    const native = (histograms: 'native' | 'both') =>
      new TraceMetricsBench({ generatedMetrics: { histograms }, serviceGraph: { enabled: false } })
        .take(...spans)
        .wait(15)
        .collect();
    const [zero, histogram] = native('native').histograms;
    expect(zero).toMatchObject({ ms: START_MS + 1, count: 0, labels: { __name__: 'traces_spanmetrics_latency' } });
    expect(histogram).toMatchObject({
      schema: 3,
      count: 4,
      sum: 2.5,
      zeroCount: 1,
      positiveSpans: [-8, 1, 7, 1],
      positiveCounts: [1, 2],
    });
    expect(native('native').lines(/latency/)).toEqual([]);
    expect(native('both').lines(/latency_count/)).toHaveLength(1);
    expect(native('both').histograms).toHaveLength(2);
  });

  const dimensionCases: readonly [
    title: string,
    settings: Partial<SpanMetricsSettings>,
    span: TestSpan,
    wanted: Record<string, string | undefined>,
  ][] = [
    ['an attribute', { dimensions: ['http.route'] }, { attributes: ['http.route', 's/a'] }, { http_route: '/a' }],
    ['an integer', { dimensions: ['code'] }, { attributes: ['code', 'i500'] }, { code: '500' }],
    [
      'a large integer',
      { dimensions: ['n'] },
      { attributes: ['n', 'i-9223372036854775808'] },
      { n: '-9223372036854775808' },
    ],
    ['a double', { dimensions: ['n'] }, { attributes: ['n', 'd0.5'] }, { n: '0.5' }],
    ['a bool', { dimensions: ['n'] }, { attributes: ['n', 'btrue'] }, { n: 'true' }],
    [
      'an array',
      { dimensions: ['n'] },
      { attributes: ['n', 'a{"arrayValue":{"values":[{"intValue":"7"}]}}'] },
      { n: undefined },
    ],
    ['a key that is no path', { dimensions: ['a.:b'] }, { attributes: ['a.:b', 'sx'] }, { a__b: 'x' }],
    ['an integer at such a key', { dimensions: ['a.:b'] }, { attributes: ['a.:b', 'i7'] }, { a__b: '7' }],
    [
      'the resource before the span',
      { dimensions: ['env'] },
      { resource: ['resource.env', 'sprod', 'resource.service.name', 'sshop'], attributes: ['env', 'sspan'] },
      { env: 'prod' },
    ],
    [
      'a collision',
      { dimensions: ['service'] },
      { attributes: ['service', 'sx'] },
      { service: 'shop', __service: 'x' },
    ],
    ['a digit in front', { dimensions: ['1st'] }, { attributes: ['1st', 'sx'] }, { _1st: 'x' }],
    ['no value', { dimensions: ['none'] }, {}, { none: undefined }],
    [
      'a mapping',
      { dimensionMappings: [{ name: 'a.b', sourceLabels: ['service.name', 'none', 'v'], join: '/' }] },
      { attributes: ['v', 's2'] },
      { a_b: 'shop/2' },
    ],
    [
      'the message of the status',
      {
        intrinsicDimensions: { service: true, spanName: false, spanKind: false, statusCode: true, statusMessage: true },
      },
      { statusMessage: 'late' },
      { status_message: 'late', span_name: undefined, span_kind: undefined },
    ],
    [
      'job and instance',
      { targetInfo: true },
      {
        resource: [
          'resource.service.instance.id',
          's1',
          'resource.service.name',
          'sshop',
          'resource.service.namespace',
          'seu',
        ],
      },
      { job: 'eu/shop', instance: '1' },
    ],
    [
      'job alone',
      { targetInfo: true, instanceLabel: false },
      { resource: ['resource.service.instance.id', 's1', 'resource.service.name', 'sshop'] },
      { job: 'shop', instance: undefined },
    ],
  ];

  it.each(dimensionCases)('makes labels of %s', (_title, settings, span, wanted) => {
    const [, line] = /\{(.*)\}/.exec(bench(settings).take(span).wait(15).collect().lines(CALLS)[0]!)!;
    const found = Object.fromEntries([...line!.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    for (const [name, value] of Object.entries(wanted)) expect([name, found[name]]).toEqual([name, value]);
  });

  it('tells spans of one batch apart by several dimensions', () => {
    const made = bench({ dimensions: ['a', 'b'], intrinsicDimensions: NO_INTRINSICS });
    const pairs = ['1 1', '1 2', '2 1', '1 1', '1 '].map((pair) => pair.split(' '));
    made.take(...pairs.map(([a, b]) => ({ attributes: ['a', `s${a}`, ...(b === '' ? [] : ['b', `s${b}`])] })));
    expect(made.wait(15).collect().lines(CALLS)).toEqual([
      calls('a="1",b="1"', 2),
      calls('a="1",b="2"', 1),
      calls('a="1"', 1),
      calls('a="2",b="1"', 1),
    ]);
  });

  it('finds a dimension among more keys than a batch keeps as columns, and cuts long values', () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => [`k${i}`, `s${i}`]).flat();
    const made = bench({ dimensions: ['k9999', 'long'], intrinsicDimensions: NO_INTRINSICS }).take({
      attributes: ['long', `s${'x'.repeat(1 << 20)}`, ...keys],
    });
    expect(made.wait(15).collect().lines(CALLS)).toEqual([calls(`k9999="9999",long="${'x'.repeat(2048)}"`, 1)]);
  });

  it('tells what resources have', () => {
    const resource = (...more: string[]) => ['resource.service.name', 'sshop', ...more].flat();
    const made = bench({ targetInfo: true, targetInfoExcludedDimensions: ['secret'] }).take(
      { resource: ['resource.host.name', 'sh1', 'resource.secret', 'sx', ...resource()] },
      { resource: resource() },
    );
    expect(
      made
        .wait(15)
        .collect()
        .lines(/target_info/),
    ).toEqual(['traces_target_info{host_name="h1",job="shop"} 1']);
  });

  it('counts a sampled span as many', () => {
    const made = bench({ spanMultiplierKey: 'X-SampleRatio' }).take(
      { attributes: ['X-SampleRatio', 'd0.25'] },
      { attributes: ['X-SampleRatio', 'd0'] },
      {},
    );
    expect(
      made
        .wait(15)
        .collect()
        .lines(/_(calls_total|latency_count)$/),
    ).toEqual([calls(labels('shop', 'work'), 6), `traces_spanmetrics_latency_count{${labels('shop', 'work')}} 6`]);
  });

  const server = { matchType: 'strict', attributes: [{ key: 'kind', value: 'SPAN_KIND_SERVER' }] } as const;
  const eu = { matchType: 'regex', attributes: [{ key: 'span.zone', value: 'eu-.*' }] } as const;
  const shop = { matchType: 'strict', attributes: [{ key: 'resource.service.name', value: 'shop' }] } as const;
  const failed = { matchType: 'strict', attributes: [{ key: 'span.code', value: 500 }] } as const;
  const filterCases: readonly [title: string, policies: SpanMetricsSettings['filterPolicies'], names: string][] = [
    ['none', [], 'abcd'],
    ['include', [{ include: server }], 'ab'],
    ['every include', [{ include: server }, { include: eu }], 'a'],
    ['exclude', [{ exclude: server }], 'cd'],
    ['include and exclude in one', [{ include: server, exclude: eu }], 'b'],
    ['a resource', [{ include: shop }], 'abc'],
    ['an integer', [{ include: failed }], 'd'],
    ['include_any besides include', [{ include: eu }, { includeAny: failed }], 'ad'],
    ['include_any alone', [{ includeAny: eu }, { includeAny: failed }], 'ad'],
    ['exclude after include_any', [{ includeAny: failed }, { exclude: failed }], ''],
  ];

  it.each(filterCases)('counts the spans that pass: %s', (_title, filterPolicies, names) => {
    const made = bench({ filterPolicies, parts: ['count'] }).take(
      { name: 'a', kind: KIND_SERVER, attributes: ['zone', 'seu-1'] },
      { name: 'b', kind: KIND_SERVER, attributes: ['zone', 'sneu-1'] },
      { name: 'c' },
      { name: 'd', service: 'bank', attributes: ['code', 'i500'] },
    );
    const found = made.wait(15).collect().lines(CALLS);
    expect(
      found
        .map((line) => /span_name="(.)"/.exec(line)?.[1])
        .sort()
        .join(''),
    ).toBe(names);
  });
});

const NO_INTRINSICS = { service: false, spanName: false, spanKind: false, statusCode: false, statusMessage: false };
