import type { SpanBatch } from '../../model/spans.js';
import { NativeBlockWriter } from '../native/block-writer.js';
import { detailsColumn } from './span-details.js';
import { type EncodedRows, tableLayout } from './table.js';

const ATTRIBUTES = 'Map(LowCardinality(String), String)';

const SPANS = tableLayout('spans', {
  tenant: 'LowCardinality(String)',
  service: 'LowCardinality(String)',
  ts: "DateTime64(9, 'UTC')",
  trace_id: 'FixedString(16)',
  span_id: 'FixedString(8)',
  parent_id: 'FixedString(8)',
  name: 'LowCardinality(String)',
  kind: 'UInt8',
  status: 'UInt8',
  status_message: 'String',
  duration: 'UInt64',
  resource_id: 'UInt64',
  flags: 'UInt32',
  attributes: 'JSON',
  attributes_rest: ATTRIBUTES,
  event_ts: 'Array(UInt64)',
  event_name: 'Array(String)',
  event_attributes: `Array(${ATTRIBUTES})`,
  details: 'String',
});

export function encodeSpans(batch: SpanBatch): EncodedRows[] {
  const { attributes, events } = batch;
  const block = new NativeBlockWriter(batch.rows)
    .constant('tenant', batch.tenant)
    .dictionary('service', batch.service)
    .wide('ts', "DateTime64(9, 'UTC')", batch.ts)
    .fixed('trace_id', batch.traceId)
    .fixed('span_id', batch.spanId)
    .fixed('parent_id', batch.parentId)
    .dictionary('name', batch.name)
    .small('kind', 'UInt8', batch.kind)
    .small('status', 'UInt8', batch.status)
    .string('status_message', batch.statusMessage)
    .wide('duration', 'UInt64', batch.duration)
    .wide('resource_id', 'UInt64', batch.resource)
    .small('flags', 'UInt32', batch.flags)
    .json('attributes', attributes)
    .map('attributes_rest', attributes.rest.ends, attributes.rest.keys, attributes.rest.values)
    .wideArray('event_ts', 'UInt64', events.ends, events.ts)
    .stringArray('event_name', events.ends, events.name)
    .mapArray('event_attributes', events.ends, events.attributes.ends, events.attributes.keys, events.attributes.values)
    .string('details', detailsColumn(batch));
  return [{ table: SPANS, rows: batch.rows, chunks: block.finish(), bytes: block.size }];
}
