import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, DataPointType } from '@opentelemetry/sdk-metrics';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { PrometheusBridge } from './prometheus-bridge.js';

let registry: Registry;

beforeEach(() => {
  registry = new Registry();
});

async function collect() {
  const bridge = new PrometheusBridge(registry, resourceFromAttributes({ 'service.name': 'test' }));
  const { resourceMetrics, errors } = await bridge.collect();
  expect(errors).toEqual([]);
  return resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
}

describe('PrometheusBridge', () => {
  it('sends a counter as a monotonic cumulative sum without the suffix that the receiver appends', async () => {
    const counter = new Counter({
      name: 'http_requests_total',
      help: 'h',
      labelNames: ['status'],
      registers: [registry],
    });
    counter.inc({ status: 200 }, 3);
    const [metric] = await collect();
    expect(metric).toMatchObject({
      descriptor: { name: 'http_requests', description: 'h', unit: '' },
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPoints: [{ attributes: { status: '200' }, value: 3 }],
    });
  });

  it('keeps a counter monotonic under the same name after prom-client dropped its suffix for OpenMetrics', async () => {
    const openMetrics = new Registry();
    openMetrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
    registry = openMetrics;
    new Counter({ name: 'runs_total', help: 'h', registers: [openMetrics] }).inc();
    await openMetrics.metrics();
    expect(await collect()).toMatchObject([{ descriptor: { name: 'runs' }, isMonotonic: true }]);
  });

  it('keeps the name of a gauge, even one that ends in _total', async () => {
    new Gauge({ name: 'handles_total', help: 'h', registers: [registry] }).set(7);
    const [metric] = await collect();
    expect(metric).toMatchObject({
      descriptor: { name: 'handles_total' },
      dataPointType: DataPointType.GAUGE,
      dataPoints: [{ attributes: {}, value: 7 }],
    });
  });

  it.each([
    ['db_query_duration_seconds', 's'],
    ['process_resident_memory_bytes', 'By'],
    ['queue_depth', ''],
  ])('names the unit that %s ends with', async (name, unit) => {
    new Gauge({ name, help: 'h', registers: [registry] }).set(1);
    expect(await collect()).toMatchObject([{ descriptor: { name, unit } }]);
  });

  it('turns cumulative buckets into counts per bucket, one point for each label set', async () => {
    const histogram = new Histogram({
      name: 'wait_seconds',
      help: 'h',
      labelNames: ['table'],
      buckets: [0.1, 1],
      registers: [registry],
    });
    for (const value of [0.05, 0.5, 0.7, 9]) histogram.observe({ table: 'users' }, value);
    histogram.observe({ table: 'quotas' }, 0.01);
    const [metric] = await collect();
    expect(metric).toMatchObject({ descriptor: { name: 'wait_seconds' }, dataPointType: DataPointType.HISTOGRAM });
    expect(metric?.dataPoints).toMatchObject([
      {
        attributes: { table: 'users' },
        value: { buckets: { boundaries: [0.1, 1], counts: [1, 2, 1] }, count: 4, sum: 10.25 },
      },
      { attributes: { table: 'quotas' }, value: { buckets: { boundaries: [0.1, 1], counts: [1, 0, 0] }, count: 1 } },
    ]);
  });

  it('leaves out a family without samples', async () => {
    new Counter({ name: 'never_total', help: 'h', labelNames: ['why'], registers: [registry] });
    expect(await collect()).toEqual([]);
  });
});
