import { describe, expect, it } from 'vitest';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { sampleRows } from '../../../test/support/metric-rows.js';
import { attributes, metricsBodies, metricsRequest } from '../../../test/support/otlp-metrics.js';
import { exponential, FROM, gauge, histogram, openMetrics } from '../../../test/support/otlp-metrics-receiver.js';
import { QuartetError } from '../../model/errors.js';
import { type MetricsSignalOptions, metricsSignal } from './metrics.js';
import type { OtlpEncoding } from './signal.js';

const T = 1_795_168_800_000;
const NS = `${T}000000`;
const at = (seconds: number): string => `${T + seconds * 1000}000000`;

describe.each<OtlpEncoding>(['protobuf', 'json'])('OTLP metrics in %s', (encoding) => {
  const open = (options: MetricsSignalOptions = {}) => openMetrics(encoding, options);

  it('names series, and takes job and instance from the resource', async () => {
    const { ingest, rows, writer } = open();
    const outcome = await ingest(
      metricsRequest(
        [
          {
            name: 'orders.created',
            unit: '{order}',
            description: 'Orders.',
            sum: {
              aggregationTemporality: 2,
              isMonotonic: true,
              dataPoints: [
                { attributes: attributes({ paid: true, region: 'eu', n: 7 }), timeUnixNano: NS, asInt: '356' },
              ],
            },
          },
        ],
        { 'service.name': 'checkout', 'service.namespace': 'shop', 'service.instance.id': 'co-1' },
      ),
    );
    expect(outcome).toEqual({ rejected: 0, message: '' });
    expect(rows()).toMatchObject([
      {
        labels: {
          __name__: 'orders_created_total',
          instance: 'co-1',
          job: 'shop/checkout',
          n: '7',
          paid: 'true',
          region: 'eu',
        },
        ms: T,
        value: 356,
      },
    ]);
    expect(writer.batches[0]?.metadata).toEqual([
      { family: 'orders_created_total', type: 'counter', help: 'Orders.', unit: '' },
    ]);
  });

  it('joins attributes that become one label, and drops empty ones', async () => {
    const { ingest, named } = open();
    const nested = { kvlistValue: { values: attributes({ z: 1, b: 'x' }) } };
    const list = { arrayValue: { values: [{ stringValue: 'p' }, { stringValue: 'q' }] } };
    const values = { 'a.b': 'one', a_b: 'two', '0digit': 'd', nested, list, num: 1.5, empty: '' };
    await ingest(metricsRequest([gauge([{ attributes: attributes(values), timeUnixNano: NS, asDouble: 1 }])]));
    expect(named('temp')[0]?.labels).toEqual({
      a_b: 'one;two',
      key_0digit: 'd',
      nested: '{"b":"x","z":1}',
      list: '["p","q"]',
      num: '1.5',
    });
  });

  it('writes target_info over the time of the points where the resource says more than who it is', async () => {
    const { ingest, named } = open();
    const points = [0, 400].map((seconds) => ({ timeUnixNano: at(seconds), asDouble: 1 }));
    await ingest(metricsRequest([gauge(points)], { 'service.name': 'cart', 'host.cpus': 8 }));
    await ingest(metricsRequest([gauge(points)], { 'service.name': 'bare' }));
    await ingest(metricsRequest([gauge(points)], { 'host.cpus': 8 }));
    expect(named('target_info')).toEqual(
      [0, 150, 300, 400].map((s) => ({ labels: { job: 'cart', host_cpus: '8' }, ms: T + s * 1000, value: 1 })),
    );
  });

  it('bounds target_info when times are far apart', async () => {
    const { ingest, named } = open();
    const points = ['1000000', NS].map((timeUnixNano) => ({ timeUnixNano, asDouble: 1 }));
    await ingest(metricsRequest([gauge(points)], { 'service.name': 'cart', x: 'y' }));
    expect(named('target_info')).toHaveLength(1001);
  });

  it('promotes resource attributes and scopes when told to', async () => {
    const resource = { 'service.name': 'cart', 'k8s.cluster.name': 'eu-1' };
    const request = metricsRequest(
      [gauge([{ attributes: attributes({ service_name: 'own' }), timeUnixNano: NS, asDouble: 1 }])],
      resource,
      {
        name: 'lib',
        version: '2',
        attributes: attributes({ 'a.b': 'c' }),
      },
    );
    const some = open({ promoteResourceAttributes: ['k8s.cluster.name', 'service.name'], promoteScopeMetadata: true });
    await some.ingest(request);
    expect(some.named('temp')[0]?.labels).toEqual({
      job: 'cart',
      k8s_cluster_name: 'eu-1',
      service_name: 'own',
      otel_scope_name: 'lib',
      otel_scope_version: '2',
      otel_scope_schema_url: 'https://schema',
      otel_scope_a_b: 'c',
    });
    const all = open({
      promoteAllResourceAttributes: true,
      ignoreResourceAttributes: ['service.name'],
      keepIdentifyingResourceAttributes: true,
    });
    await all.ingest(request);
    expect(all.named('temp')[0]?.labels).toEqual({ job: 'cart', k8s_cluster_name: 'eu-1', service_name: 'own' });
    expect(all.named('target_info')[0]?.labels).toEqual({
      job: 'cart',
      k8s_cluster_name: 'eu-1',
      service_name: 'cart',
    });
  });

  it('makes quantiles of summaries', async () => {
    const { ingest, rows } = open();
    const quantileValues = [
      { quantile: 0.5, value: 1.5 },
      { quantile: 0.99, value: 9.75 },
    ];
    await ingest(
      metricsRequest([
        { name: 's', summary: { dataPoints: [{ timeUnixNano: NS, count: '3', sum: 4, quantileValues }] } },
      ]),
    );
    expect(rows().map(({ labels, value }) => [labels.__name__, labels.quantile, value])).toEqual([
      ['s_sum', undefined, 4],
      ['s_count', undefined, 3],
      ['s', '0.5', 1.5],
      ['s', '0.99', 9.75],
    ]);
  });

  it('makes stale markers of points without a recorded value', async () => {
    const { ingest, rows, histograms } = open();
    const flags = 1;
    await ingest(
      metricsRequest([gauge([{ timeUnixNano: NS, flags }]), histogram({ flags }), exponential({ flags, count: '99' })]),
    );
    expect(new Set(rows().map(({ bits }) => bits))).toEqual(new Set(['7ff0000000000002']));
    expect(rows()).toHaveLength(6);
    expect(histograms()).toMatchObject([{ sumBits: '7ff0000000000002', count: 0 }]);
  });

  it('rejects delta and unknown temporality, keeping the rest', async () => {
    const { ingest, rows, accepted, refused } = open();
    const outcome = await ingest(
      metricsRequest([histogram({}, 1), exponential({}, 0), gauge([{ timeUnixNano: NS, asDouble: 1 }])]),
    );
    expect(outcome.rejected).toBe(2);
    expect(outcome.message).toMatch(/1 with delta temporality.*, 1 with no aggregation temporality/);
    expect(rows()).toHaveLength(1);
    expect([accepted[0]?.items, refused[0]?.items]).toEqual([1, 2]);
  });

  it('answers with an error of the server where Prometheus does, still keeping the rest', async () => {
    const { ingest, rows } = open({ rejections: 'server-error' });
    const request = metricsRequest([histogram({}, 1), gauge([{ timeUnixNano: NS, asDouble: 1 }])]);
    await expect(ingest(request)).rejects.toMatchObject({ code: 'internal' });
    expect(rows()).toHaveLength(1);
  });

  it('stores delta when told to, as gauges', async () => {
    const { ingest, histograms, writer, rows } = open({ allowDelta: true });
    await ingest(metricsRequest([exponential({ count: '2' }, 1), histogram({}, 1)]));
    expect(histograms()).toMatchObject([{ resetHint: 3 }]);
    expect(rows()).toHaveLength(5);
    expect(writer.batches[0]?.metadata?.map(({ type }) => type)).toEqual(['unknown', 'unknown']);
  });

  it.each([
    ['no time', gauge([{ asDouble: 1 }]), /no time/],
    ['a time after 2262', gauge([{ timeUnixNano: '18446744073709551615', asDouble: 1 }]), /no time/],
    ['a name without letters', gauge([{ timeUnixNano: NS }], { name: '@#$' }), /metric name/],
    ['a name of 1 MB', gauge([{ timeUnixNano: NS }], { name: 'n'.repeat(1_000_000) }), /more than 4096/],
    ['an attribute without letters', gauge([{ timeUnixNano: NS, attributes: attributes({ 字: 'x' }) }]), /attributes/],
    [
      'an attribute of 1 MB',
      gauge([{ timeUnixNano: NS, attributes: attributes({ a: 'x'.repeat(1_000_000) }) }]),
      /too long/,
    ],
  ])('rejects points with %s', async (_, metric, message) => {
    const { ingest, rows } = open();
    const outcome = await ingest(
      metricsRequest([metric, gauge([{ timeUnixNano: NS, asDouble: 1 }], { name: 'good' })]),
    );
    expect(outcome.rejected).toBe(1);
    expect(outcome.message).toMatch(message);
    expect(rows().map(({ labels }) => labels.__name__)).toEqual(['good']);
  });

  it('finds known series again, apart for each tenant, resource, metric and attribute', async () => {
    const { writer, context } = open();
    const signal = metricsSignal();
    const request = (job: string) =>
      metricsRequest(
        ['a', 'b'].map((name) =>
          gauge(
            ['1', '2'].map((k) => ({ attributes: attributes({ k }), timeUnixNano: NS, asDouble: Number(k) })),
            { name },
          ),
        ),
        { 'service.name': job },
      );
    for (const [tenant, job] of [
      ['t', 'x'],
      ['u', 'x'],
      ['t', 'y'],
      ['t', 'x'],
    ] as const) {
      await signal.ingest({ ...FROM, body: metricsBodies(request(job))[encoding], encoding, tenant }, context);
      const rows = sampleRows(writer.batches.at(-1), writer.indexes.series.refs);
      expect(rows.map(({ labels: { __name__, k, job: from }, value }) => [__name__, k, from, value])).toEqual([
        ['a', '1', job, 1],
        ['a', '2', job, 2],
        ['b', '1', job, 1],
        ['b', '2', job, 2],
      ]);
      expect(writer.batches.at(-1)?.samples?.series.entries[0]?.ref.tenant).toBe(tenant);
    }
    expect(writer.indexes.series.refs.size).toBe(12);
  });

  it('answers every broken body with an outcome or invalid_argument', async () => {
    const { context } = open();
    const signal = metricsSignal();
    const request = metricsRequest(
      [
        gauge([{ attributes: attributes({ a: 'b', n: 7 }), timeUnixNano: NS, asDouble: 1 }]),
        histogram({ exemplars: [{ timeUnixNano: NS, asInt: '5', traceId: '0af7651916cd43dd8448eb211c80319c' }] }),
        exponential({ positive: { offset: 1, bucketCounts: ['7'] } }),
        {
          name: 's',
          summary: { dataPoints: [{ timeUnixNano: NS, count: '3', quantileValues: [{ quantile: 0.5, value: 1 }] }] },
        },
      ],
      { 'service.name': 'x', more: 'y' },
    );
    const body = metricsBodies(request)[encoding];
    const random = seededRandom(20_261_122);
    for (let i = 0; i < FUZZ_CASES; i++) {
      const broken = mutate(body, random);
      try {
        await signal.ingest({ body: broken, encoding, ...FROM }, context);
      } catch (error) {
        expect(error).toBeInstanceOf(QuartetError);
        expect((error as QuartetError).code).toBe('invalid_argument');
      }
    }
    expect((await signal.ingest({ body, encoding, ...FROM }, context)).rejected).toBe(0);
  });
});
