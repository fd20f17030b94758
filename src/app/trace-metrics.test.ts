import { describe, expect, it } from 'vitest';
import { sampleRows } from '../../test/support/metric-rows.js';
import { RecordingWriter } from '../../test/support/recording-writer.js';
import { storedSpan, storedSpanBatch } from '../../test/support/stored-span-batch.js';
import { QuartetError } from '../model/errors.js';
import { DEFAULT_TRACE_METRICS } from '../model/trace-metric-settings.js';
import { TraceMetricsWriter } from './trace-metrics.js';

const NOW = 1_800_000_000_000;

function started() {
  const writer = new RecordingWriter();
  const clock = { ms: NOW };
  const warnings: string[] = [];
  const taken: number[] = [];
  const metrics = new TraceMetricsWriter({
    writer,
    settingsOf: (tenant) =>
      tenant === 'often'
        ? {
            ...DEFAULT_TRACE_METRICS,
            generatedMetrics: { ...DEFAULT_TRACE_METRICS.generatedMetrics, interval: 5_000 },
          }
        : DEFAULT_TRACE_METRICS,
    metricIntake: { gate: () => undefined, take: (_tenant, items) => taken.push(items) },
    now: () => clock.ms,
    logger: { warn: (_fields, message) => warnings.push(message) },
  });
  const take = (tenant = 'default') =>
    metrics.take(storedSpanBatch(writer.indexes, [storedSpan({ startNs: BigInt(clock.ms) * 1_000_000n })], tenant));
  const calls = (batch: number) =>
    sampleRows(writer.batches[batch], writer.indexes.series.refs)
      .filter(({ labels }) => labels.__name__ === 'traces_spanmetrics_calls_total')
      .map(({ ms, value }) => [ms - NOW, value]);
  return { writer, clock, warnings, taken, metrics, take, calls };
}

describe('metrics of spans', () => {
  it('are written at the interval of each tenant', async () => {
    const { writer, clock, metrics, take } = started();
    take();
    take('often');
    await metrics.collect();
    const written: string[][] = [];
    for (let seconds = 0; seconds < 20; seconds += 5) {
      clock.ms += 5_000;
      const before = writer.batches.length;
      await metrics.collectDue();
      written.push(writer.batches.slice(before).map(({ tenant }) => tenant));
    }
    expect(written).toEqual([['often'], ['often'], ['default', 'often'], ['often']]);
  });

  it('are written with their descriptions, by tenant, and count against its rate', async () => {
    const { writer, clock, taken, metrics, take, calls } = started();
    take();
    take('other');
    clock.ms += 15_000;
    await metrics.collect();
    expect(writer.batches.map(({ tenant }) => tenant)).toEqual(['default', 'other']);
    expect(writer.batches[0]!.metadata?.map(({ family, type }) => [family, type])).toEqual([
      ['traces_spanmetrics_calls_total', 'counter'],
      ['traces_spanmetrics_latency', 'histogram'],
      ['traces_spanmetrics_size_total', 'counter'],
    ]);
    expect(calls(0)).toEqual([
      [1, 0],
      [15_000, 1],
    ]);
    expect(taken).toEqual([39, 39]);
    clock.ms += 15_000;
    await metrics.collect();
    expect(writer.batches[2]).not.toHaveProperty('metadata');
  });

  it('lose no count when a write fails', async () => {
    const { writer, clock, warnings, metrics, take, calls } = started();
    take();
    writer.failure = new QuartetError('resource_exhausted', 'the write queue is full');
    clock.ms += 15_000;
    await metrics.collect();
    writer.failure = undefined;
    take();
    clock.ms += 15_000;
    await metrics.collect();
    expect(calls(0)).toEqual([[30_000, 2]]);
    expect(warnings).toEqual(['metrics of spans were not stored']);
  });

  it('are written a last time at the end', async () => {
    const { writer, metrics, take } = started();
    metrics.start();
    take();
    await metrics.stop();
    expect(writer.batches).toHaveLength(1);
  });

  it('make no rows once all is idle', async () => {
    const { writer, clock, metrics, take } = started();
    take();
    clock.ms += DEFAULT_TRACE_METRICS.generatedMetrics.staleAfter + 1;
    await metrics.collect();
    clock.ms += 15_000;
    const written = writer.batches.length;
    await metrics.collect();
    expect(writer.batches).toHaveLength(written);
  });
});
