import { describe, expect, it } from 'vitest';
import { FetchedSeries } from '../../../model/fetched-series.js';
import { type MetricLimits, UNLIMITED_METRICS } from '../../../model/metric-limits.js';
import type { MetricReader, TimeRangeMs } from '../../interface.js';
import { LimitedMetrics } from './limited-metrics.js';

const NOW = 1_000_000;
const DEADLINE = { timeoutMs: 1000, maxMemory: 1 };

function reads(limits: Partial<MetricLimits>, ofOther: Partial<MetricLimits> = {}) {
  const asked: TimeRangeMs[] = [];
  const reader = {
    async *samples(_tenant, _matchers, range) {
      asked.push(range);
      yield ['a', 'b'].map((name) => ({ labels: ['n', name], ts: new Float64Array(), values: new Float64Array() }));
    },
    series: async (_tenant, _matchers, range) => {
      asked.push(range);
      return [];
    },
  } satisfies Partial<MetricReader>;
  const limitsOf = (tenant: string) => ({ ...UNLIMITED_METRICS, ...(tenant === 'other' ? ofOther : limits) });
  const limited = new LimitedMetrics(reader as Partial<MetricReader> as MetricReader, limitsOf, () => NOW);
  const samples = async (range: TimeRangeMs, { tenant = 't', fetched = new FetchedSeries() } = {}) => {
    let count = 0;
    for await (const batch of limited.samples(tenant, [], range, { ...DEADLINE, fetched })) count += batch.length;
    return count;
  };
  return { limited, asked, samples };
}

describe('limited reads', () => {
  it('do not look back further than they may', async () => {
    const { limited, asked, samples } = reads({ maxQueryLookback: 1000 });
    expect(await samples({ start: 0, end: NOW })).toBe(2);
    expect(await samples({ start: 0, end: NOW - 1001 })).toBe(0);
    await limited.series('t', [], { start: 0, end: NOW }, DEADLINE);
    expect(asked).toEqual(Array(2).fill({ start: NOW - 1000, end: NOW }));
  });

  it('of label sets are cut to the length that they may have', async () => {
    const { limited, asked } = reads({ maxLabelsQueryLength: 1000 });
    await limited.series('t', [], { start: 0, end: 5000 }, DEADLINE);
    await limited.series('t', [], { start: 0, end: 1e15 }, DEADLINE);
    expect(asked).toEqual([
      { start: 4000, end: 5000 },
      { start: NOW - 1000, end: 1e15 },
    ]);
  });

  it('refuse a selector over too much time', async () => {
    const { samples } = reads({ maxPartialQueryLength: 60_000 });
    expect(await samples({ start: 0, end: 60_000 })).toBe(2);
    await expect(samples({ start: 0, end: 61_000 })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('(query length: 1m1s, limit: 1m0s) (err-mimir-max-query-length)'),
    });
  });

  it('count each series of a query once', async () => {
    const { samples } = reads({ maxFetchedSeriesPerQuery: 2 });
    const fetched = new FetchedSeries();
    const range = { start: 0, end: 1 };
    expect([await samples(range, { fetched }), await samples(range, { fetched })]).toEqual([2, 2]);
    await expect(reads({ maxFetchedSeriesPerQuery: 1 }).samples(range)).rejects.toMatchObject({
      code: 'limit_exceeded',
      message: expect.stringContaining('(limit: 1 series) (err-mimir-max-series-per-query)'),
    });
  });

  it('of several tenants keep to the strictest limit', async () => {
    const { samples } = reads({ maxFetchedSeriesPerQuery: 5 }, { maxFetchedSeriesPerQuery: 1 });
    await expect(samples({ start: 0, end: 1 }, { tenant: 'other|t' })).rejects.toThrow('limit: 1 series');
  });
});
