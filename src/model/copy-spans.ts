import type { AttributeColumn, AttributeTag } from './attributes.js';
import { Column64, SmallColumn, StringColumn } from './columns.js';
import { cutText, cutUtf8 } from './cut-utf8.js';
import type { SeriesRef } from './series.js';
import { emptySpanFields, SpanBatch } from './spans.js';
import { StringCursor, textsOf } from './string-cursor.js';
import { ATTRIBUTE_TYPES, AttributePath, type TypedAttributes } from './typed-attributes.js';

export interface SpanCopy {
  /** For each row, whether it is copied; undefined: all of them. */
  readonly keep?: Uint8Array | undefined;
  /** Bytes that keys and texts of the attributes of spans, events and links have in the copy at most. */
  readonly maxAttributeBytes: number;
  /** What stands for a resource. */
  readonly resource?: (ref: SeriesRef) => SeriesRef;
}

const WORD = 4294967296;
const STRING = ATTRIBUTE_TYPES.indexOf('String');

/** Some of the spans of a batch, in their order. Of keys that become the same by being cut one stays. */
export function copySpans(batch: SpanBatch, copy: SpanCopy): SpanBatch {
  const copied = new SpanBatch(batch.tenant);
  const rows = newRows(batch.rows, copy.keep);
  const fields = fixedFields(batch);
  const events = eventCopier(batch, copied, copy);
  const links = linkCopier(batch, copied, copy);
  const rest = taggedCopier(batch.attributes.rest, copied.attributes.rest, copy.maxAttributeBytes);
  let from = 0;
  for (const { resource, end } of batch.runs) {
    const ref = copy.resource?.(resource) ?? resource;
    for (let row = from; row < end; row++) {
      if (rows[row] === DROPPED) continue;
      copied.begin(ref, fields(row));
      events(row);
      links(row);
      rest(row);
      copied.endRow();
    }
    from = end;
  }
  copyTyped(batch.attributes, copied.attributes, rows, copy.maxAttributeBytes);
  return copied;
}

const DROPPED = 0xffffffff;

/** The row that each row becomes. */
function newRows(count: number, keep: Uint8Array | undefined): Uint32Array {
  const rows = new Uint32Array(count);
  let next = 0;
  for (let row = 0; row < count; row++) rows[row] = keep === undefined || keep[row] === 1 ? next++ : DROPPED;
  return rows;
}

function fixedFields(batch: SpanBatch) {
  const span = emptySpanFields();
  const ids = new Uint8Array(32);
  const names = [...batch.name.distinct];
  const messages = new StringCursor(batch.statusMessage);
  const states = new StringCursor(batch.traceState);
  return (row: number) => {
    messages.seek(row);
    states.seek(row);
    ids.set(batch.traceId.bytes.subarray(row * 16, row * 16 + 16), 0);
    ids.set(batch.spanId.bytes.subarray(row * 8, row * 8 + 8), 16);
    ids.set(batch.parentId.bytes.subarray(row * 8, row * 8 + 8), 24);
    const [startLow, startHigh] = [batch.ts.words[row * 2]!, batch.ts.words[row * 2 + 1]!];
    const endLow = startLow + batch.duration.words[row * 2]!;
    return Object.assign(span, {
      ids,
      traceStart: 0,
      traceEnd: 16,
      spanStart: 16,
      spanEnd: 24,
      parentStart: 24,
      parentEnd: 32,
      name: names[batch.name.indexes.values[row]!]!,
      kind: batch.kind.values[row]!,
      status: batch.status.values[row]!,
      statusMessage: messages.text,
      startLow,
      startHigh,
      endLow: endLow >>> 0,
      endHigh: (startHigh + batch.duration.words[row * 2 + 1]! + (endLow >= WORD ? 1 : 0)) >>> 0,
      traceState: states.text,
      flags: batch.flags.values[row]!,
      droppedAttributes: batch.dropped.attributes.values[row]!,
      droppedEvents: batch.dropped.events.values[row]!,
      droppedLinks: batch.dropped.links.values[row]!,
    });
  };
}

function eventCopier({ events }: SpanBatch, copied: SpanBatch, { maxAttributeBytes }: SpanCopy) {
  const names = new StringCursor(events.name);
  const attributes = taggedCopier(events.attributes, copied.events.attributes, maxAttributeBytes);
  return (row: number): void => {
    for (let at = beginOf(events.ends.ends, row); at < events.ends.ends.words[row * 2]!; at++) {
      names.seek(at);
      copied.event(events.ts.words[at * 2]!, events.ts.words[at * 2 + 1]!, names.text);
      attributes(at);
      copied.events.attributes.endRow();
    }
  };
}

function linkCopier({ links }: SpanBatch, copied: SpanBatch, { maxAttributeBytes }: SpanCopy) {
  const states = new StringCursor(links.traceState);
  const attributes = taggedCopier(links.attributes, copied.links.attributes, maxAttributeBytes);
  const ids = new Uint8Array(24);
  return (row: number): void => {
    for (let at = beginOf(links.ends.ends, row); at < links.ends.ends.words[row * 2]!; at++) {
      states.seek(at);
      ids.set(links.traceId.bytes.subarray(at * 16, at * 16 + 16), 0);
      ids.set(links.spanId.bytes.subarray(at * 8, at * 8 + 8), 16);
      copied.link(ids, 0, 16, 16, 24, states.text);
      attributes(at);
      copied.links.attributes.endRow();
    }
  };
}

const beginOf = ({ words }: Column64, row: number): number => (row === 0 ? 0 : words[row * 2 - 2]!);

/** Copies the pairs of a row. Rows are asked for in their order. */
function taggedCopier(from: AttributeColumn, to: AttributeColumn, maxBytes: number): (row: number) => void {
  const values = new StringCursor(from.values);
  const keys = textsOf(from.keys.dictionary).map((key) => cutText(key, maxBytes));
  return (row) => {
    for (let at = beginOf(from.ends.ends, row); at < from.ends.ends.words[row * 2]!; at++) {
      values.seek(at);
      const key = keys[from.keys.indexes.values[at]!]!;
      const tag = String.fromCharCode(from.values.bytes[values.start]!) as AttributeTag;
      const start = values.start + 1;
      if (tag === 's') to.bytes(key, from.values.bytes, start, cutUtf8(from.values.bytes, start, values.end, maxBytes));
      else to.text(key, tag, values.text.slice(1));
    }
  };
}

function copyTyped(from: TypedAttributes, to: TypedAttributes, rows: Uint32Array, maxBytes: number): void {
  for (const [name, path] of from.paths) {
    const key = cutText(name, maxBytes);
    if (to.paths.has(key)) continue;
    const copied = copyPath(path, rows, maxBytes);
    if (copied.rows.rows > 0) to.paths.set(key, copied);
  }
}

function copyPath(path: AttributePath, rows: Uint32Array, maxBytes: number): AttributePath {
  const copied = new AttributePath();
  const taken = new Uint32Array(ATTRIBUTE_TYPES.length);
  const cursors = path.values.map((part) =>
    part?.values instanceof StringColumn ? new StringCursor(part.values) : undefined,
  );
  for (let i = 0; i < path.rows.rows; i++) {
    const type = path.types.values[i]!;
    const at = taken[type]!++;
    const row = rows[path.rows.values[i]!]!;
    if (row === DROPPED) continue;
    copied.rows.append(row);
    copied.types.append(type);
    copied.lastRow = row;
    const { ends, values } = path.values[type]!;
    const into = copied.of(type, () => emptyLike(values));
    const [first, end] = ends === undefined ? [at, at + 1] : [beginOf(ends.ends, at), ends.ends.words[at * 2]!];
    for (let place = first; place < end; place++) {
      copyValue(values, into.values, place, cursors[type], type === STRING ? maxBytes : Number.POSITIVE_INFINITY);
    }
    into.ends?.append(end - first);
  }
  return copied;
}

type Values = StringColumn | Column64 | SmallColumn<Uint8Array>;

function emptyLike(values: Values): Values {
  if (values instanceof StringColumn) return new StringColumn();
  return values instanceof Column64 ? new Column64() : new SmallColumn(Uint8Array);
}

function copyValue(from: Values, to: Values, at: number, cursor: StringCursor | undefined, maxBytes: number): void {
  if (from instanceof StringColumn) {
    cursor!.seek(at);
    const end = cutUtf8(from.bytes, cursor!.start, cursor!.end, maxBytes);
    (to as StringColumn).append(from.bytes, cursor!.start, end);
  } else if (from instanceof Column64) (to as Column64).append(from.words[at * 2]!, from.words[at * 2 + 1]!);
  else (to as SmallColumn<Uint8Array>).append(from.values[at]!);
}
