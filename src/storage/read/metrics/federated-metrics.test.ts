import { describe, expect, it } from 'vitest';
import type { LabelMatcher, MetricReader, QueryLimits } from '../../interface.js';
import { FederatedMetrics } from './federated-metrics.js';

const LIMITS: QueryLimits = { timeoutMs: 1000, maxMemory: 1 << 20 };
const RANGE = { start: 0, end: 1 };

/** A reader whose tenants have one series each, labelled as given; `asked` keeps the matchers of each call. */
function reader(labels: Readonly<Record<string, string[]>>) {
  const asked: [string, readonly LabelMatcher[]][] = [];
  const ask = <T>(tenant: string, matchers: readonly LabelMatcher[], answer: T): T => {
    asked.push([tenant, matchers]);
    return answer;
  };
  const metrics: Partial<MetricReader> = {
    series: async (tenant, matchers) => ask(tenant, matchers, [labels[tenant]!]),
    async *samples(tenant, matchers) {
      yield ask(tenant, matchers, [{ labels: labels[tenant]!, ts: Float64Array.of(1), values: Float64Array.of(2) }]);
    },
    labelNames: async (tenant, matchers) =>
      ask(
        tenant,
        matchers,
        labels[tenant]!.filter((_, i) => i % 2 === 0),
      ),
    labelValues: async (tenant, label, matchers) => ask(tenant, matchers, [`${label} of ${tenant}`]),
  };
  return { metrics: new FederatedMetrics(metrics as MetricReader), asked };
}

const TENANTS = { a: ['__name__', 'up'], b: ['__name__', 'up', '__tenant_id__', 'mine'] };
const matcher = (name: string, op: LabelMatcher['op'], value: string): LabelMatcher => ({ name, op, value });

describe('FederatedMetrics', () => {
  it('passes the reads of one tenant on as they are', async () => {
    const { metrics, asked } = reader(TENANTS);
    const matchers = [matcher('__tenant_id__', '=', 'x')];
    expect(await metrics.series('a', matchers, RANGE, LIMITS)).toEqual([TENANTS.a]);
    expect(asked).toEqual([['a', matchers]]);
  });

  it('labels the series of several', async () => {
    const { metrics } = reader(TENANTS);
    const expected = [
      ['__name__', 'up', '__tenant_id__', 'a'],
      ['__name__', 'up', '__tenant_id__', 'b', 'original___tenant_id__', 'mine'],
    ];
    expect(await metrics.series('a|b', [], RANGE, LIMITS)).toEqual(expected);
    const found: unknown[] = [];
    for await (const batch of metrics.samples('a|b', [], RANGE, LIMITS))
      found.push(...batch.map(({ labels }) => labels));
    expect(found).toEqual(expected);
    expect(await metrics.labelNames('a|b', [], RANGE, LIMITS)).toEqual([
      '__name__',
      '__tenant_id__',
      'original___tenant_id__',
    ]);
  });

  it.each<[LabelMatcher, string[]]>([
    [matcher('__tenant_id__', '=', 'a'), ['a']],
    [matcher('__tenant_id__', '!~', 'a|c'), ['b']],
    [matcher('__tenant_id__', '=', 'c'), []],
  ])('asks the tenants that match %j', async (condition, tenants) => {
    const { metrics, asked } = reader(TENANTS);
    const others = [matcher('original___tenant_id__', '=', 'mine'), matcher('job', '=', 'x')];
    await metrics.series('a|b', [condition, ...others], RANGE, LIMITS);
    const rest = [matcher('__tenant_id__', '=', 'mine'), matcher('job', '=', 'x')];
    expect(asked).toEqual(tenants.map((tenant) => [tenant, rest]));
  });

  it.each([
    ['job', ['job of a', 'job of b']],
    ['__tenant_id__', ['a', 'b']],
    ['original___tenant_id__', ['__tenant_id__ of a', '__tenant_id__ of b']],
  ])('values of %s', async (label, values) => {
    expect(await reader(TENANTS).metrics.labelValues('a|b', label, [], RANGE, LIMITS)).toEqual(values);
  });
});

it('joins metadata and exemplars', async () => {
  const about = (family: string) => ({ family, type: 'gauge', help: '', unit: '' });
  const metrics = new FederatedMetrics({
    metadata: async (tenant: string) => [about('shared'), about(tenant)],
    exemplars: async () => [{ labels: ['__name__', 'up'], exemplars: [] }],
  } as Partial<MetricReader> as MetricReader);
  expect(await metrics.metadata('a|b', undefined, LIMITS)).toEqual([about('shared'), about('a'), about('b')]);
  const found = await metrics.exemplars('a|b', [matcher('__tenant_id__', '=', 'b')], RANGE, LIMITS);
  expect(found).toEqual([{ labels: ['__name__', 'up', '__tenant_id__', 'b'], exemplars: [] }]);
});
