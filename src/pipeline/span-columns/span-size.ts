import type { AttributeColumn } from '../../model/attributes.js';
import { Column64, type OffsetColumn, type SmallColumn, StringColumn } from '../../model/columns.js';
import type { SpanBatch } from '../../model/spans.js';
import { StringCursor } from '../../model/string-cursor.js';
import { ATTRIBUTE_TYPES, type TypedAttributes } from '../../model/typed-attributes.js';

/** A field's tag and its length in one byte each. */
const HEAD = 2;
/** Tag and eight bytes. */
const FIXED64 = 9;
const TRACE_ID = HEAD + 16;
const SPAN_ID = HEAD + 8;
const STRING = ATTRIBUTE_TYPES.indexOf('String');
const INTEGER = ATTRIBUTE_TYPES.indexOf('Int64');
const DOUBLE = ATTRIBUTE_TYPES.indexOf('Float64');
const BOOL = ATTRIBUTE_TYPES.indexOf('Bool');

/**
 * Bytes that each span of a batch has as a protobuf message, which `traces_spanmetrics_size_total` counts. Exact for
 * what senders commonly send; arrays, maps and bytes count by their length as text.
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
 */
export function spanSizes(batch: SpanBatch): Float64Array {
  const sizes = new Float64Array(batch.rows);
  addFields(sizes, batch);
  addAttributes(sizes, batch.attributes);
  addTagged(batch.attributes.rest, (row, bytes) => add(sizes, row, bytes));
  addEvents(sizes, batch);
  addLinks(sizes, batch);
  return sizes;
}

const add = (sizes: Float64Array, row: number, bytes: number): void => {
  sizes[row] = sizes[row]! + bytes;
};

/** Bytes of a number below 2^53 as a varint. */
function varint(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

/** A field of so many bytes with its tag and its length. */
const field = (length: number): number => 1 + varint(length) + length;
const optional = (length: number): number => (length === 0 ? 0 : field(length));
const count = (value: number): number => (value === 0 ? 0 : 1 + varint(value));

function addFields(sizes: Float64Array, batch: SpanBatch): void {
  const names = lengthsOf(batch.name.dictionary);
  const messages = new StringCursor(batch.statusMessage);
  const states = new StringCursor(batch.traceState);
  const { attributes, events, links } = batch.dropped;
  for (let row = 0; row < sizes.length; row++) {
    messages.seek(row);
    states.seek(row);
    // SDKs write the message also where it is empty.
    const status = count(batch.status.values[row]!) + optional(messages.end - messages.start);
    sizes[row] =
      TRACE_ID +
      SPAN_ID +
      (isZero(batch.parentId.bytes, row * 8) ? 0 : SPAN_ID) +
      optional(names[batch.name.indexes.values[row]!]!) +
      optional(states.end - states.start) +
      count(batch.kind.values[row]!) +
      2 * FIXED64 +
      field(status) +
      (batch.flags.values[row] === 0 ? 0 : 6) +
      count(attributes.values[row]!) +
      count(events.values[row]!) +
      count(links.values[row]!);
  }
}

function isZero(bytes: Uint8Array, from: number): boolean {
  for (let i = from; i < from + 8; i++) if (bytes[i] !== 0) return false;
  return true;
}

function lengthsOf(column: StringColumn): number[] {
  const cursor = new StringCursor(column);
  return Array.from({ length: column.rows }, (_, row) => {
    cursor.seek(row);
    return cursor.end - cursor.start;
  });
}

/** A KeyValue with a value of so many bytes, its own tag and length included. */
const pair = (key: number, value: number): number => field(optional(key) + field(value));

function addAttributes(sizes: Float64Array, { paths }: TypedAttributes): void {
  for (const [name, { rows, types, values }] of paths) {
    const key = Buffer.byteLength(name);
    const cursors = values.map((part) =>
      part?.values instanceof StringColumn ? new StringCursor(part.values) : undefined,
    );
    const taken = new Uint32Array(ATTRIBUTE_TYPES.length);
    for (let i = 0; i < rows.rows; i++) {
      const type = types.values[i]!;
      const at = taken[type]!++;
      add(sizes, rows.values[i]!, pair(key, valueSize(type, at, values[type]!, cursors[type])));
    }
  }
}

interface TypedPart {
  readonly ends?: OffsetColumn;
  readonly values: StringColumn | Column64 | SmallColumn<Uint8Array>;
}

function valueSize(type: number, at: number, { ends, values }: TypedPart, cursor: StringCursor | undefined): number {
  if (ends !== undefined) return arraySize(at, ends, values, cursor);
  if (type === INTEGER) return 1 + integerSize((values as Column64).words, at * 2);
  if (type === DOUBLE) return FIXED64;
  if (type === BOOL) return 2;
  cursor!.seek(at);
  const length = cursor!.end - cursor!.start;
  return type === STRING ? field(length) : length;
}

function arraySize(
  at: number,
  { ends }: OffsetColumn,
  values: TypedPart['values'],
  cursor: StringCursor | undefined,
): number {
  let size = 0;
  for (let i = at === 0 ? 0 : ends.words[at * 2 - 2]!; i < ends.words[at * 2]!; i++) {
    cursor?.seek(i);
    if (cursor !== undefined) size += field(field(cursor.end - cursor.start));
    else size += field(values instanceof Column64 ? FIXED64 : 2);
  }
  return field(size);
}

/** Negative integers have ten bytes. */
function integerSize(words: Uint32Array, at: number): number {
  const high = words[at + 1]!;
  return high > 0x7fffffff ? 10 : varint(high * 4294967296 + words[at]!);
}

/** Tagged texts: `each` gets the bytes of the pairs of one row. */
function addTagged({ ends, keys, values }: AttributeColumn, each: (row: number, bytes: number) => void): void {
  if (values.rows === 0) return;
  const keyLengths = lengthsOf(keys.dictionary);
  const cursor = new StringCursor(values);
  for (let row = 0, at = 0; row < ends.rows; row++) {
    for (; at < ends.ends.words[row * 2]!; at++) {
      cursor.seek(at);
      each(row, pair(keyLengths[keys.indexes.values[at]!]!, field(cursor.end - cursor.start - 1)));
    }
  }
}

function addEvents(sizes: Float64Array, { events }: SpanBatch): void {
  const total = events.ts.rows;
  if (total === 0) return;
  const own = new Float64Array(total).fill(FIXED64);
  const names = lengthsOf(events.name);
  for (let at = 0; at < total; at++) add(own, at, optional(names[at]!));
  addTagged(events.attributes, (at, bytes) => add(own, at, bytes));
  addNested(sizes, events.ends, own);
}

function addLinks(sizes: Float64Array, { links }: SpanBatch): void {
  const total = links.traceId.rows;
  if (total === 0) return;
  const own = new Float64Array(total).fill(TRACE_ID + SPAN_ID);
  const states = lengthsOf(links.traceState);
  for (let at = 0; at < total; at++) add(own, at, optional(states[at]!));
  addTagged(links.attributes, (at, bytes) => add(own, at, bytes));
  addNested(sizes, links.ends, own);
}

function addNested(sizes: Float64Array, { ends }: OffsetColumn, own: Float64Array): void {
  for (let row = 0, at = 0; row < sizes.length; row++) {
    for (; at < ends.words[row * 2]!; at++) add(sizes, row, field(own[at]!));
  }
}
