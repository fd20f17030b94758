import type { AttributeColumn } from '../../src/model/attributes.js';
import { Column64, type FixedColumn, type OffsetColumn, StringColumn } from '../../src/model/columns.js';
import { type Labels, labelsToObject } from '../../src/model/labels.js';
import type { SeriesRef } from '../../src/model/series.js';
import type { SpanBatch } from '../../src/model/spans.js';
import type { TypedAttributes } from '../../src/model/typed-attributes.js';
import { dictionary, strings, word64 } from './column-values.js';

type Attributes = Readonly<Record<string, string>>;

/** A row of a `SpanBatch` as a test compares it: ids in hex, times in ns, attribute values with their type tag. */
export interface SpanRow {
  readonly resource: Attributes;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly statusMessage: string;
  readonly start: bigint;
  readonly duration: bigint;
  readonly traceState: string;
  readonly flags: number;
  readonly attributes: Attributes;
  readonly events: readonly { readonly time: bigint; readonly name: string; readonly attributes: Attributes }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: Attributes }[];
}

/** Reads a batch back; `refs` are those of the index that the decoder interned its resources in. */
export function spanRows(batch: SpanBatch, refs: ReadonlyMap<string, SeriesRef>): SpanRow[] {
  const labelsById = new Map<bigint, Labels>();
  for (const ref of refs.values()) labelsById.set((BigInt(ref.idHigh) << 32n) | BigInt(ref.idLow), ref.labels);
  const names = dictionary(batch.name);
  const statusMessages = strings(batch.statusMessage);
  const traceStates = strings(batch.traceState);
  const attributes = typedRows(batch.attributes);
  const eventEnds = ends(batch.events.ends);
  const eventNames = strings(batch.events.name);
  const eventAttributes = attributeRows(batch.events.attributes);
  const linkEnds = ends(batch.links.ends);
  const linkAttributes = attributeRows(batch.links.attributes);
  const rows: SpanRow[] = [];
  for (let i = 0; i < batch.rows; i++) {
    rows.push({
      resource: labelsToObject(labelsById.get(word64(batch.resource, i)) ?? ['resource', 'unknown']),
      traceId: hex(batch.traceId, i),
      spanId: hex(batch.spanId, i),
      parentId: hex(batch.parentId, i),
      name: names[i]!,
      kind: batch.kind.values[i]!,
      status: batch.status.values[i]!,
      statusMessage: statusMessages[i]!,
      start: word64(batch.ts, i),
      duration: word64(batch.duration, i),
      traceState: traceStates[i]!,
      flags: batch.flags.values[i]!,
      attributes: attributes[i]!,
      events: range(eventEnds, i).map((at) => ({
        time: word64(batch.events.ts, at),
        name: eventNames[at]!,
        attributes: eventAttributes[at]!,
      })),
      links: range(linkEnds, i).map((at) => ({
        traceId: hex(batch.links.traceId, at),
        spanId: hex(batch.links.spanId, at),
        attributes: linkAttributes[at]!,
      })),
    });
  }
  return rows;
}

function attributeRows(column: AttributeColumn): Record<string, string>[] {
  const keys = dictionary(column.keys);
  const values = strings(column.values);
  const rowEnds = ends(column.ends);
  return rowEnds.map((_end, row) => Object.fromEntries(range(rowEnds, row).map((at) => [keys[at]!, values[at]!])));
}

/** Scalars and what is kept as tagged text; the dialects that tests read so send no arrays. */
function typedRows(column: TypedAttributes): Attributes[] {
  const rows: Record<string, string>[] = attributeRows(column.rest);
  for (const [key, path] of column.paths) {
    const taken = path.values.map(() => 0);
    for (let i = 0; i < path.rows.rows; i++) {
      const type = path.types.values[i]!;
      const at = taken[type]!++;
      const values = path.values[type]!.values;
      const value =
        values instanceof StringColumn
          ? `${type === 0 ? 's' : ''}${strings(values)[at]}`
          : values instanceof Column64
            ? wideText(type, word64(values, at))
            : `b${values.values[at] === 1}`;
      rows[path.rows.values[i]!]![key] = value;
    }
  }
  return rows;
}

function wideText(type: number, word: bigint): string {
  return type === 1 ? `i${BigInt.asIntN(64, word)}` : `d${new Float64Array(BigUint64Array.of(word).buffer)[0]}`;
}

function range(rowEnds: readonly number[], row: number): number[] {
  const begin = row === 0 ? 0 : rowEnds[row - 1]!;
  return Array.from({ length: rowEnds[row]! - begin }, (_, i) => begin + i);
}

function ends(column: OffsetColumn): number[] {
  return Array.from({ length: column.rows }, (_, i) => Number(word64(column.ends, i)));
}

function hex(column: FixedColumn, row: number): string {
  return Buffer.from(column.bytes.subarray(row * column.width, (row + 1) * column.width)).toString('hex');
}
