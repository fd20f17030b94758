import type { DictionaryColumn, StringColumn } from '../../src/model/columns.js';
import { type Labels, labelsToObject } from '../../src/model/labels.js';
import type { LogBatch } from '../../src/model/logs.js';
import type { SeriesRef } from '../../src/model/series.js';

/** A row of a `LogBatch` as a test compares it; `metadata` has the trace id among the rest, as readers put it back. */
export interface LogRow {
  readonly labels: Readonly<Record<string, string>>;
  readonly ns: bigint;
  readonly line: string;
  readonly level: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads a batch back; `refs` are those of the index that the receiver interned its streams in. */
export function logRows(batch: LogBatch, refs: ReadonlyMap<string, SeriesRef>): LogRow[] {
  const labelsById = new Map<bigint, Labels>();
  for (const ref of refs.values()) labelsById.set(int64(ref.idLow, ref.idHigh), ref.labels);
  const lines = strings(batch.line);
  const levels = dictionary(batch.level);
  const traceIds = strings(batch.traceId);
  const keys = dictionary(batch.metadata.keys);
  const values = strings(batch.metadata.values);
  let pair = 0;
  return lines.map((line, row): LogRow => {
    const metadata: Record<string, string> = {};
    const end = batch.metadata.ends.ends.words[row * 2]!;
    for (; pair < end; pair++) metadata[keys[pair]!] = values[pair]!;
    if (traceIds[row] !== '') metadata.trace_id = traceIds[row]!;
    return {
      labels: labelsToObject(labelsById.get(int64(batch.id.words[row * 2]!, batch.id.words[row * 2 + 1]!))!),
      ns: BigInt.asIntN(64, int64(batch.ts.words[row * 2]!, batch.ts.words[row * 2 + 1]!)),
      line,
      level: levels[row]!,
      metadata,
    };
  });
}

const int64 = (low: number, high: number): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);

function strings(column: StringColumn): string[] {
  const texts: string[] = [];
  let at = 0;
  for (let row = 0; row < column.rows; row++) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = column.bytes[at++]!;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    texts.push(Buffer.from(column.bytes.subarray(at, at + length)).toString('utf8'));
    at += length;
  }
  return texts;
}

function dictionary(column: DictionaryColumn): string[] {
  const distinct = strings(column.dictionary);
  return Array.from(column.indexes.values.subarray(0, column.rows), (index) => distinct[index]!);
}
