import type { AttributeTag } from '../../src/model/attributes.js';
import { labelsFrom, METRIC_NAME } from '../../src/model/labels.js';
import { LogBatch } from '../../src/model/logs.js';
import { SampleBatch } from '../../src/model/samples.js';
import type { SeriesIndex } from '../../src/model/series.js';
import { emptySpanFields, SpanBatch } from '../../src/model/spans.js';

const TENANT = 'default';

interface Indexes {
  readonly series: SeriesIndex;
  readonly streams: SeriesIndex;
  readonly resources: SeriesIndex;
}

type LabelMap = Readonly<Record<string, string>>;

export interface SeriesRows {
  readonly name: string;
  readonly labels?: LabelMap;
  /** Time in ms and value, or the two words of a value whose bits count. */
  readonly samples: readonly (readonly [number, number | { readonly low: number; readonly high: number }])[];
}

/** Samples as a receiver would hand them to the writer. */
export function sampleBatch(indexes: Indexes, series: readonly SeriesRows[], tenant = TENANT): SampleBatch {
  const batch = new SampleBatch(tenant);
  for (const { name, labels = {}, samples } of series) {
    const ref = indexes.series.intern(tenant, labelsFrom([[METRIC_NAME, name], ...Object.entries(labels)]));
    for (const [ms, value] of samples) {
      if (typeof value === 'number') batch.appendNumber(ref, ms, value);
      else batch.append(ref, ms, value.low, value.high);
    }
  }
  return batch;
}

export interface LogRows {
  readonly labels: LabelMap;
  readonly entries: readonly {
    readonly ns: bigint;
    readonly line: string;
    readonly level?: string;
    readonly metadata?: LabelMap;
  }[];
}

export function logBatch(indexes: Indexes, streams: readonly LogRows[], tenant = TENANT): LogBatch {
  const batch = new LogBatch(tenant);
  for (const { labels, entries } of streams) {
    const ref = indexes.streams.intern(tenant, labelsFrom(Object.entries(labels)));
    for (const { ns, line, level = '', metadata = {} } of entries) {
      const bytes = Buffer.from(line);
      batch.append(ref, low(ns), high(ns), bytes, 0, bytes.length, level);
      for (const [name, value] of Object.entries(metadata)) {
        const text = Buffer.from(value);
        batch.metadataPair(name, text, 0, text.length);
      }
      batch.endRow();
    }
  }
  return batch;
}

export interface SpanRows {
  /** In hex. */
  readonly traceId: string;
  readonly spanId: string;
  readonly startNs: bigint;
  readonly name?: string;
  /** Values with their tag, or an int64. */
  readonly attributes?: readonly (readonly [key: string, value: string | bigint])[];
}

/** Spans of one resource with the service name `shop`. */
export function spanBatch(indexes: Indexes, spans: readonly SpanRows[], tenant = TENANT): SpanBatch {
  const batch = new SpanBatch(tenant);
  const resource = indexes.resources.intern(tenant, ['resource.service.name', 'sshop']);
  for (const { traceId, spanId, startNs, name = 'work', attributes = [] } of spans) {
    const fields = emptySpanFields();
    fields.ids = Buffer.from(traceId + spanId, 'hex');
    fields.traceEnd = fields.spanStart = 16;
    fields.spanEnd = 24;
    fields.name = name;
    fields.startLow = fields.endLow = low(startNs);
    fields.startHigh = fields.endHigh = high(startNs);
    batch.begin(resource, fields);
    for (const [key, value] of attributes) {
      if (typeof value === 'bigint') batch.attributes.integer(key, low(value), high(value));
      else batch.attributes.text(key, value[0] as AttributeTag, value.slice(1));
    }
    batch.endRow();
  }
  return batch;
}

const low = (value: bigint): number => Number(value & 0xffffffffn);
const high = (value: bigint): number => Number((value >> 32n) & 0xffffffffn);
