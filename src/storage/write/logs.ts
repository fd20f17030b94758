import type { LogBatch } from '../../model/logs.js';
import { NativeBlockWriter } from '../native/block-writer.js';
import { type EncodedRows, tableLayout } from './table.js';

const ENTRIES = tableLayout('log_entries', {
  tenant: 'LowCardinality(String)',
  id: 'UInt64',
  ts: "DateTime64(9, 'UTC')",
  line: 'String',
  level: 'LowCardinality(String)',
  trace_id: 'String',
  metadata: 'Map(LowCardinality(String), String)',
});

export function encodeLogs(batch: LogBatch): EncodedRows {
  const block = new NativeBlockWriter(batch.rows)
    .constant('tenant', batch.tenant)
    .wide('id', 'UInt64', batch.id)
    .wide('ts', "DateTime64(9, 'UTC')", batch.ts)
    .string('line', batch.line)
    .dictionary('level', batch.level)
    .string('trace_id', batch.traceId)
    .map('metadata', batch.metadata.ends, batch.metadata.keys, batch.metadata.values);
  return { table: ENTRIES, rows: batch.rows, chunks: block.finish(), bytes: block.size };
}
