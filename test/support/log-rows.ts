import { type Labels, labelsToObject } from '../../src/model/labels.js';
import type { LogBatch } from '../../src/model/logs.js';
import type { SeriesRef } from '../../src/model/series.js';
import { dictionary, strings, word64 } from './column-values.js';

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
      labels: labelsToObject(labelsById.get(word64(batch.id, row))!),
      ns: BigInt.asIntN(64, word64(batch.ts, row)),
      line,
      level: levels[row]!,
      metadata,
    };
  });
}

const int64 = (low: number, high: number): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
