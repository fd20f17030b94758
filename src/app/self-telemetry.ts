import type { Registry } from 'prom-client';
import { labelsFrom, METRIC_NAME } from '../model/labels.js';
import { LogBatch } from '../model/logs.js';
import { SampleBatch } from '../model/samples.js';
import { emptySpanFields, RESOURCE_LABELS, SpanBatch } from '../model/spans.js';
import { DEFAULT_TENANT } from '../model/tenant.js';
import type { Writer } from '../storage/interface.js';
import type { Logger, OwnLogBuffer } from '../telemetry/logger.js';
import type { OwnSpan, Tracer } from '../telemetry/tracer.js';

const JOB = 'quartet';

export interface SelfTelemetryOptions {
  readonly writer: Writer;
  readonly registry: Registry;
  readonly logs: OwnLogBuffer;
  readonly tracer: Tracer;
  readonly logger: Logger;
  readonly instance: string;
  readonly version: string;
  readonly intervalMs: number;
  readonly now: () => number;
}

/**
 * Stores the program's own metrics, logs and traces through the same writer as everybody's (job and service `quartet`).
 * It writes straight to the writer, so its own writes are neither counted nor traced, and one round waits for the one
 * before it: it cannot feed on itself.
 */
export class SelfTelemetry {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly options: SelfTelemetryOptions) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.round().finally(() => {
        this.running = undefined;
      });
    }, this.options.intervalMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    await this.round();
  }

  /** Stores what has gathered since the last round; a failure is logged and what was gathered is lost. */
  async round(): Promise<void> {
    const { writer, logger } = this.options;
    try {
      const samples = await this.samples();
      await writer.write({ tenant: DEFAULT_TENANT, samples, logs: this.logs(), spans: this.spans() });
    } catch (error) {
      logger.debug({ error: (error as Error).message }, 'own telemetry was not stored');
    }
  }

  private async samples(): Promise<SampleBatch> {
    const { registry, writer, instance, now } = this.options;
    const batch = new SampleBatch(DEFAULT_TENANT);
    const identity: [string, string][] = [
      ['job', JOB],
      ['instance', instance],
    ];
    const add = (name: string, labels: readonly (readonly [string, string])[], value: number) => {
      const ref = writer.indexes.series.intern(
        DEFAULT_TENANT,
        labelsFrom([[METRIC_NAME, name], ...labels, ...identity]),
      );
      batch.appendNumber(ref, now(), value);
    };
    add('up', [], 1);
    for (const metric of await registry.getMetricsAsJSON()) {
      for (const sample of metric.values as {
        metricName?: string;
        labels: Record<string, string | number>;
        value: number;
      }[]) {
        const labels = Object.entries(sample.labels).map(([name, value]) => [name, String(value)] as const);
        add(sample.metricName ?? metric.name, labels, sample.value);
      }
    }
    return batch;
  }

  private logs(): LogBatch {
    const { logs, writer, instance } = this.options;
    const batch = new LogBatch(DEFAULT_TENANT);
    for (const { timeMs, level, line } of logs.take()) {
      const labels = labelsFrom([
        ['job', JOB],
        ['service_name', JOB],
        ['instance', instance],
        ['level', level],
      ]);
      const bytes = Buffer.from(line);
      const ns = BigInt(timeMs) * 1_000_000n;
      const ref = writer.indexes.streams.intern(DEFAULT_TENANT, labels);
      batch.append(ref, Number(ns & 0xffffffffn), Number(ns >> 32n), bytes, 0, bytes.length, level);
      batch.endRow();
    }
    return batch;
  }

  private spans(): SpanBatch {
    const { tracer, writer, instance, version } = this.options;
    const batch = new SpanBatch(DEFAULT_TENANT);
    const { resourcePrefix, scopeName } = RESOURCE_LABELS;
    const resource = writer.indexes.resources.intern(
      DEFAULT_TENANT,
      labelsFrom([
        [`${resourcePrefix}service.name`, `s${JOB}`],
        [`${resourcePrefix}service.version`, `s${version}`],
        [`${resourcePrefix}service.instance.id`, `s${instance}`],
        [scopeName, '@quartet/http'],
      ]),
    );
    for (const span of tracer.take()) {
      batch.begin(resource, spanFields(span));
      for (const [key, value] of Object.entries(span.attributes)) {
        if (typeof value === 'number') batch.attributes.text(key, 'i', String(Math.trunc(value)));
        else batch.attributes.text(key, 's', value);
      }
      batch.endRow();
    }
    return batch;
  }
}

const STATUS_ERROR = 2;

function spanFields(span: OwnSpan): ReturnType<typeof emptySpanFields> {
  const fields = emptySpanFields();
  const start = BigInt(Math.round(span.startMs * 1e3)) * 1000n;
  const end = BigInt(Math.round(span.endMs * 1e3)) * 1000n;
  fields.ids = Buffer.concat([span.traceId, span.spanId, span.parentId]);
  fields.traceEnd = fields.spanStart = 16;
  fields.spanEnd = fields.parentStart = 24;
  fields.parentEnd = 32;
  fields.name = span.name;
  fields.kind = span.kind;
  fields.status = span.failed ? STATUS_ERROR : 0;
  fields.startLow = Number(start & 0xffffffffn);
  fields.startHigh = Number(start >> 32n);
  fields.endLow = Number(end & 0xffffffffn);
  fields.endHigh = Number(end >> 32n);
  return fields;
}
