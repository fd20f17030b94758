import { Counter, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { RecordingWriter } from '../../test/support/recording-writer.js';
import { labelsToObject } from '../model/labels.js';
import { createLogger, OwnLogBuffer } from '../telemetry/logger.js';
import { Tracer } from '../telemetry/tracer.js';
import { SelfTelemetry } from './self-telemetry.js';

function build() {
  const writer = new RecordingWriter();
  const registry = new Registry();
  const logs = new OwnLogBuffer();
  const tracer = new Tracer();
  const telemetry = new SelfTelemetry({
    writer,
    registry,
    logs,
    tracer,
    logger: createLogger({ level: 'fatal' }),
    instance: 'here:9090',
    version: '1',
    intervalMs: 1000,
    now: () => 5000,
  });
  return { writer, registry, logs, tracer, telemetry };
}

describe('SelfTelemetry', () => {
  it("stores the program's metrics, lines and spans as job and service quartet", async () => {
    const { writer, registry, logs, tracer, telemetry } = build();
    new Counter({ name: 'things_total', help: 'h', labelNames: ['kind'], registers: [registry] }).inc({ kind: 'a' }, 3);
    logs.push({ timeMs: 4000, level: 'warn', line: '{"msg":"x"}' });
    tracer.start('GET /x', 2)!({ failed: true, attributes: { 'http.response.status_code': 500 } });
    await telemetry.round();
    const [batch] = writer.batches;
    const series = batch!.samples!.series.entries.map(({ ref }) => labelsToObject(ref.labels));
    expect(series).toEqual([
      { __name__: 'up', instance: 'here:9090', job: 'quartet' },
      { __name__: 'things_total', instance: 'here:9090', job: 'quartet', kind: 'a' },
    ]);
    expect(batch!.logs!.streams.entries.map(({ ref }) => labelsToObject(ref.labels))).toEqual([
      { instance: 'here:9090', job: 'quartet', level: 'warn', service_name: 'quartet' },
    ]);
    expect(batch!.spans!.rows).toBe(1);
    expect(batch!.spans!.status.values[0]).toBe(2);
  });

  it('takes each line and span once, and goes on after a failure', async () => {
    const { writer, logs, telemetry } = build();
    logs.push({ timeMs: 1, level: 'info', line: 'lost' });
    writer.failure = new Error('away');
    await telemetry.round();
    writer.failure = undefined;
    await telemetry.round();
    expect(writer.batches.map(({ logs: stored }) => stored!.rows)).toEqual([0]);
  });

  it('keeps a bounded number of lines and spans while nobody takes them', () => {
    const { logs, tracer } = build();
    for (let i = 0; i < 3000; i++) {
      logs.push({ timeMs: i, level: 'info', line: String(i) });
      tracer.start('x', 2, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')!({
        failed: false,
        attributes: {},
      });
    }
    expect(logs.take().at(-1)!.line).toBe('2999');
    expect(tracer.take()).toHaveLength(1000);
  });

  it('follows the decision of a traceparent', () => {
    const { tracer } = build();
    expect(tracer.start('x', 2, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00')).toBeUndefined();
    tracer.start('x', 2, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')!({ failed: false, attributes: {} });
    const [span] = tracer.take();
    expect(span!.traceId.toString('hex')).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(span!.parentId.toString('hex')).toBe('b7ad6b7169203331');
  });
});
