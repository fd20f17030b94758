import type { TextInterner } from '../../lib/text-interner.js';
import { type AttributeSink, integerText } from '../../model/attributes.js';
import { type ProtobufReader, utf8, WIRE } from '../protobuf/reader.js';
import { AnyValueBudget, type AnyValueJson, doubleJson, type KeyValueJson, putAnyValue } from './any-value-json.js';

/** Fields of KeyValue. */
const KEY = (1 << 3) | WIRE.bytes;
const VALUE = (2 << 3) | WIRE.bytes;

/** Fields of AnyValue's oneof. */
const STRING = (1 << 3) | WIRE.bytes;
const BOOL = (2 << 3) | WIRE.varint;
const INT = (3 << 3) | WIRE.varint;
const DOUBLE = (4 << 3) | WIRE.fixed64;
const ARRAY = (5 << 3) | WIRE.bytes;
const KVLIST = (6 << 3) | WIRE.bytes;
const BYTES = (7 << 3) | WIRE.bytes;
/** The repeated field of ArrayValue and of KeyValueList. */
const VALUES = (1 << 3) | WIRE.bytes;

/**
 * Reads a KeyValue message that ends at `end` (the reader stands at its first byte) into `sink`. String values are
 * passed on as slices of the reader's buffer; the key is looked up in `keys`.
 */
export function readKeyValue(reader: ProtobufReader, end: number, sink: AttributeSink, keys: TextInterner): void {
  let key = '';
  let valueStart = end;
  let valueEnd = end;
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === KEY) {
      reader.bytes();
      key = keys.text(reader.buffer, reader.start, reader.stop);
    } else if (tag === VALUE) {
      valueEnd = reader.bytes();
      valueStart = reader.start;
    } else reader.skip(tag);
  }
  reader.expectEnd(end);
  reader.position = valueStart;
  // Nearly every value is a string that fills its message: tag, length of one byte, text.
  const { buffer } = reader;
  if (
    buffer[valueStart] === STRING &&
    buffer[valueStart + 1] === valueEnd - valueStart - 2 &&
    valueEnd - valueStart < 130
  ) {
    sink.bytes(key, buffer, valueStart + 2, valueEnd);
  } else readAnyValue(reader, valueEnd, key, sink);
  reader.position = end;
}

/** Reads an AnyValue message that ends at `end` into `sink` under `key`. */
export function readAnyValue(reader: ProtobufReader, end: number, key: string, sink: AttributeSink): void {
  let kind = 0;
  let start = 0;
  let stop = 0;
  let low = 0;
  let high = 0;
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case STRING:
      case ARRAY:
      case KVLIST:
      case BYTES:
        reader.bytes();
        kind = tag;
        start = reader.start;
        stop = reader.stop;
        break;
      case BOOL:
      case INT:
      case DOUBLE:
        if (tag === DOUBLE) reader.fixed64();
        else reader.varint64();
        kind = tag;
        low = reader.low;
        high = reader.high;
        break;
      default:
        reader.skip(tag);
    }
  }
  reader.expectEnd(end);
  switch (kind) {
    case STRING:
      sink.bytes(key, reader.buffer, start, stop);
      break;
    case BOOL:
      sink.bool(key, (low | high) !== 0);
      break;
    case INT:
      sink.integer(key, low, high);
      break;
    case DOUBLE:
      sink.double(key, doubleOf(low, high));
      break;
    case BYTES:
      sink.text(key, 'x', base64(reader.buffer, start, stop));
      break;
    case ARRAY:
    case KVLIST:
      reader.position = start;
      putAnyValue(key, readNested(reader, stop, kind, 1, new AnyValueBudget()), sink);
      reader.position = end;
      break;
    default:
      sink.text(key, 'n', '');
  }
}

function readNested(
  reader: ProtobufReader,
  end: number,
  kind: number,
  depth: number,
  budget: AnyValueBudget,
): AnyValueJson {
  const items: AnyValueJson[] = [];
  const pairs: KeyValueJson[] = [];
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag !== VALUES) {
      reader.skip(tag);
      continue;
    }
    budget.spend(depth);
    const stop = reader.message();
    if (kind === ARRAY) items.push(readTree(reader, stop, depth, budget));
    else pairs.push(readPair(reader, stop, depth, budget));
  }
  reader.expectEnd(end);
  if (kind === ARRAY) return { arrayValue: items.length === 0 ? {} : { values: items } };
  return { kvlistValue: pairs.length === 0 ? {} : { values: pairs } };
}

function readPair(reader: ProtobufReader, end: number, depth: number, budget: AnyValueBudget): KeyValueJson {
  let key = '';
  let value: AnyValueJson = {};
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === KEY) key = reader.string();
    else if (tag === VALUE) value = readTree(reader, reader.message(), depth, budget);
    else reader.skip(tag);
  }
  reader.expectEnd(end);
  return { key, value };
}

function readTree(reader: ProtobufReader, end: number, depth: number, budget: AnyValueBudget): AnyValueJson {
  let value: AnyValueJson = {};
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case STRING:
        reader.bytes();
        value = { stringValue: utf8(reader.buffer, reader.start, reader.stop) };
        break;
      case BOOL:
        value = { boolValue: reader.bool() };
        break;
      case INT:
        reader.varint64();
        value = { intValue: integerText(reader.low, reader.high) };
        break;
      case DOUBLE:
        value = { doubleValue: doubleJson(reader.double()) };
        break;
      case BYTES:
        reader.bytes();
        value = { bytesValue: base64(reader.buffer, reader.start, reader.stop) };
        break;
      case ARRAY:
      case KVLIST:
        value = readNested(reader, reader.message(), tag, depth + 1, budget);
        break;
      default:
        reader.skip(tag);
    }
  }
  reader.expectEnd(end);
  return value;
}

function doubleOf(low: number, high: number): number {
  scratchWords[0] = low;
  scratchWords[1] = high;
  return scratchFloat[0]!;
}

const scratchWords = new Uint32Array(2);
const scratchFloat = new Float64Array(scratchWords.buffer);

const base64 = (source: Uint8Array, start: number, end: number): string =>
  Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('base64');
