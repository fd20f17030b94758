import { Column64, DictionaryColumn, StringColumn } from '../../model/columns.js';
import type { ExemplarBatch, HistogramBatch, MetricMetadata, SampleBatch } from '../../model/samples.js';
import type { Tenant } from '../../model/tenant.js';
import { NativeBlockWriter } from '../native/block-writer.js';
import { type EncodedRows, tableLayout } from './table.js';

const KEY = {
  tenant: 'LowCardinality(String)',
  name: 'LowCardinality(String)',
  id: 'UInt64',
  ts: "DateTime64(3, 'UTC')",
} as const;

/** Begins a block with the columns by which all tables of samples are sorted. */
function keyed(batch: {
  tenant: Tenant;
  rows: number;
  name: DictionaryColumn;
  id: Column64;
  ts: Column64;
}): NativeBlockWriter {
  return new NativeBlockWriter(batch.rows)
    .constant('tenant', batch.tenant)
    .dictionary('name', batch.name)
    .wide('id', KEY.id, batch.id)
    .wide('ts', KEY.ts, batch.ts);
}

const SAMPLES = tableLayout('metric_samples', { ...KEY, value: 'Float64' });

export function encodeSamples(batch: SampleBatch): EncodedRows {
  const block = keyed(batch).wide('value', 'Float64', batch.value);
  return { table: SAMPLES, rows: batch.rows, chunks: block.finish(), bytes: block.size };
}

const HISTOGRAMS = tableLayout('metric_histograms', {
  ...KEY,
  schema: 'Int32',
  reset_hint: 'UInt8',
  is_float: 'UInt8',
  zero_threshold: 'Float64',
  zero_count: 'Float64',
  count: 'Float64',
  sum: 'Float64',
  positive_spans: 'Array(Int32)',
  positive_counts: 'Array(Float64)',
  negative_spans: 'Array(Int32)',
  negative_counts: 'Array(Float64)',
  custom_values: 'Array(Float64)',
});

export function encodeHistograms(batch: HistogramBatch): EncodedRows {
  const block = keyed(batch)
    .small('schema', 'Int32', batch.schema)
    .small('reset_hint', 'UInt8', batch.resetHint)
    .small('is_float', 'UInt8', batch.isFloat)
    .wide('zero_threshold', 'Float64', batch.zeroThreshold)
    .wide('zero_count', 'Float64', batch.zeroCount)
    .wide('count', 'Float64', batch.count)
    .wide('sum', 'Float64', batch.sum)
    .smallArray('positive_spans', 'Int32', batch.positiveSpans.ends, batch.positiveSpans.values)
    .wideArray('positive_counts', 'Float64', batch.positiveCounts.ends, batch.positiveCounts.values)
    .smallArray('negative_spans', 'Int32', batch.negativeSpans.ends, batch.negativeSpans.values)
    .wideArray('negative_counts', 'Float64', batch.negativeCounts.ends, batch.negativeCounts.values)
    .wideArray('custom_values', 'Float64', batch.customValues.ends, batch.customValues.values);
  return { table: HISTOGRAMS, rows: batch.rows, chunks: block.finish(), bytes: block.size };
}

const EXEMPLARS = tableLayout('metric_exemplars', {
  ...KEY,
  value: 'Float64',
  labels: 'Map(LowCardinality(String), String)',
});

export function encodeExemplars(batch: ExemplarBatch): EncodedRows {
  const block = keyed(batch)
    .wide('value', 'Float64', batch.value)
    .map('labels', batch.labels.ends, batch.labels.keys, batch.labels.values);
  return { table: EXEMPLARS, rows: batch.rows, chunks: block.finish(), bytes: block.size };
}

const METADATA = tableLayout('metric_metadata', {
  tenant: 'LowCardinality(String)',
  family: 'String',
  type: 'LowCardinality(String)',
  help: 'String',
  unit: 'LowCardinality(String)',
  updated: "DateTime64(3, 'UTC')",
});

/** `nowMs` decides which of several descriptions of a family is the latest. */
export function encodeMetadata(tenant: Tenant, metadata: readonly MetricMetadata[], nowMs: number): EncodedRows {
  const family = new StringColumn();
  const type = new DictionaryColumn();
  const help = new StringColumn();
  const unit = new DictionaryColumn();
  const updated = new Column64();
  for (const entry of metadata) {
    family.appendText(entry.family);
    type.append(entry.type);
    help.appendText(entry.help);
    unit.append(entry.unit);
    updated.appendInteger(nowMs);
  }
  const block = new NativeBlockWriter(metadata.length)
    .constant('tenant', tenant)
    .string('family', family)
    .dictionary('type', type)
    .string('help', help)
    .dictionary('unit', unit)
    .wide('updated', KEY.ts, updated);
  return { table: METADATA, rows: metadata.length, chunks: block.finish(), bytes: block.size };
}
