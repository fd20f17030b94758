import { SmallColumn } from '../../model/columns.js';
import type { LogBatch } from '../../model/logs.js';
import { NativeBlockWriter } from '../native/block-writer.js';
import type { LateEntries } from './late-entries.js';
import { type EncodedRows, tableLayout } from './table.js';

const ENTRIES = tableLayout('log_entries', {
  tenant: 'LowCardinality(String)',
  id: 'UInt64',
  ts: "DateTime64(9, 'UTC')",
  line: 'String',
  level: 'LowCardinality(String)',
  trace_id: 'String',
  metadata: 'Map(LowCardinality(String), String)',
  late: 'UInt8',
});

/** The mark of each row; without `lateEntries` all of them may be late. */
export function lateMarks(batch: LogBatch, lateEntries?: Pick<LateEntries, 'mark'>): Uint8Array<ArrayBuffer> {
  const late = new Uint8Array(batch.rows);
  if (lateEntries === undefined) late.fill(1);
  else lateEntries.mark(batch, late);
  return late;
}

export function encodeLogs(batch: LogBatch, marks: Uint8Array<ArrayBuffer>): EncodedRows {
  const late = new SmallColumn(Uint8Array, 0);
  late.values = marks;
  late.rows = batch.rows;
  const block = new NativeBlockWriter(batch.rows)
    .constant('tenant', batch.tenant)
    .wide('id', 'UInt64', batch.id)
    .wide('ts', "DateTime64(9, 'UTC')", batch.ts)
    .string('line', batch.line)
    .dictionary('level', batch.level)
    .string('trace_id', batch.traceId)
    .map('metadata', batch.metadata.ends, batch.metadata.keys, batch.metadata.values)
    .small('late', 'UInt8', late);
  return { table: ENTRIES, rows: batch.rows, chunks: block.finish(), bytes: block.size };
}
