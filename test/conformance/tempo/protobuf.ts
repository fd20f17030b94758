import { ProtobufReader, WIRE } from '../../../src/wire/protobuf/reader.js';
import type { Json } from '../json.js';

/**
 * Reads Tempo's answers in protobuf into the form that its JSON has: ids in base64, 64-bit integers as text, enums by name.
 * https://github.com/grafana/tempo/blob/main/pkg/tempopb/tempo.proto
 */

type Kind =
  | 'text'
  | 'id'
  | 'bool'
  | 'int64'
  | 'uint32'
  | 'fixed64'
  | 'fixed32'
  | 'double'
  | readonly string[]
  | Message;

interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly repeated: boolean;
}

/** Fields by number; a function, as values hold values. */
type Message = () => Readonly<Record<number, Field>>;

const one = (name: string, kind: Kind): Field => ({ name, kind, repeated: false });
const many = (name: string, kind: Kind): Field => ({ name, kind, repeated: true });

const keyValue: Message = () => ({ 1: one('key', 'text'), 2: one('value', anyValue) });
const anyValue: Message = () => ({
  1: one('stringValue', 'text'),
  2: one('boolValue', 'bool'),
  3: one('intValue', 'int64'),
  4: one('doubleValue', 'double'),
  5: one('arrayValue', () => ({ 1: many('values', anyValue) })),
  6: one('kvlistValue', () => ({ 1: many('values', keyValue) })),
  7: one('bytesValue', 'id'),
});
const attributes = many('attributes', keyValue);

const SPAN_KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'].map(
  (kind) => `SPAN_KIND_${kind}`,
);
const STATUS_CODES = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

const span: Message = () => ({
  1: one('traceId', 'id'),
  2: one('spanId', 'id'),
  3: one('traceState', 'text'),
  4: one('parentSpanId', 'id'),
  5: one('name', 'text'),
  6: one('kind', SPAN_KINDS),
  7: one('startTimeUnixNano', 'fixed64'),
  8: one('endTimeUnixNano', 'fixed64'),
  9: attributes,
  10: one('droppedAttributesCount', 'uint32'),
  11: many('events', () => ({ 1: one('timeUnixNano', 'fixed64'), 2: one('name', 'text'), 3: attributes })),
  12: one('droppedEventsCount', 'uint32'),
  13: many('links', () => ({
    1: one('traceId', 'id'),
    2: one('spanId', 'id'),
    3: one('traceState', 'text'),
    4: attributes,
  })),
  14: one('droppedLinksCount', 'uint32'),
  15: one('status', () => ({ 2: one('message', 'text'), 3: one('code', STATUS_CODES) })),
  16: one('flags', 'fixed32'),
});

const resourceSpans: Message = () => ({
  1: one('resource', () => ({ 1: attributes, 2: one('droppedAttributesCount', 'uint32') })),
  2: many('scopeSpans', () => ({
    1: one('scope', () => ({ 1: one('name', 'text'), 2: one('version', 'text'), 3: attributes })),
    2: many('spans', span),
    3: one('schemaUrl', 'text'),
  })),
  3: one('schemaUrl', 'text'),
});

const spanSet: Message = () => ({
  1: many('spans', () => ({
    1: one('spanID', 'text'),
    2: one('name', 'text'),
    3: one('startTimeUnixNano', 'int64'),
    4: one('durationNanos', 'int64'),
    5: attributes,
  })),
  2: one('matched', 'uint32'),
  3: attributes,
});

const searchedTrace: Message = () => ({
  1: one('traceID', 'text'),
  2: one('rootServiceName', 'text'),
  3: one('rootTraceName', 'text'),
  4: one('startTimeUnixNano', 'int64'),
  5: one('durationMs', 'uint32'),
  6: one('spanSet', spanSet),
  7: many('spanSets', spanSet),
  8: many('serviceStats', () => ({
    1: one('key', 'text'),
    2: one('value', () => ({ 1: one('spanCount', 'uint32'), 2: one('errorCount', 'uint32') })),
  })),
});

const labels = many('labels', keyValue);

const MESSAGES = {
  trace: () => ({ 1: many('batches', resourceSpans) }),
  traceV2: () => ({
    1: one('trace', () => ({ 1: many('resourceSpans', resourceSpans) })),
    3: one('status', ['COMPLETE', 'PARTIAL']),
    4: one('message', 'text'),
  }),
  search: () => ({ 1: many('traces', searchedTrace) }),
  tags: () => ({ 1: many('scopes', () => ({ 1: one('name', 'text'), 2: many('tags', 'text') })) }),
  tagValues: () => ({ 1: many('tagValues', () => ({ 1: one('type', 'text'), 2: one('value', 'text') })) }),
  range: () => ({
    1: many('series', () => ({
      1: labels,
      2: many('samples', () => ({ 1: one('value', 'double'), 2: one('timestampMs', 'int64') })),
    })),
  }),
  instant: () => ({ 1: many('series', () => ({ 1: labels, 2: one('value', 'double') })) }),
} satisfies Record<string, Message>;

export type MessageName = keyof typeof MESSAGES;

export const decodeMessage = (name: MessageName, bytes: Uint8Array): Json =>
  readMessage(new ProtobufReader(bytes), bytes.length, MESSAGES[name]());

function readMessage(reader: ProtobufReader, end: number, fields: Readonly<Record<number, Field>>): Json {
  const message: Record<string, Json> = {};
  while (reader.position < end) {
    const tag = reader.tag();
    const field = fields[tag >> 3];
    if (field === undefined) reader.skip(tag);
    else {
      const value = readValue(reader, tag, field.kind);
      message[field.name] = field.repeated ? [...(message[field.name] ?? []), value] : value;
    }
  }
  return message;
}

function readValue(reader: ProtobufReader, tag: number, kind: Kind): Json {
  if (typeof kind === 'function') return readMessage(reader, reader.message(), kind());
  const start = reader.position;
  reader.skip(tag);
  const bytes = Buffer.from(reader.buffer.subarray(start, reader.position));
  switch (tag & 7) {
    case WIRE.fixed64:
      return kind === 'double' ? bytes.readDoubleLE() : String(bytes.readBigUInt64LE());
    case WIRE.fixed32:
      return bytes.readUInt32LE();
    case WIRE.bytes: {
      const content = bytes.subarray(varint(bytes).size);
      return content.toString(kind === 'id' ? 'base64' : 'utf8');
    }
    default: {
      const { value } = varint(bytes);
      if (kind === 'bool') return value !== 0n;
      if (kind === 'int64') return String(BigInt.asIntN(64, value));
      return Array.isArray(kind) ? kind[Number(value)] : Number(value);
    }
  }
}

function varint(bytes: Uint8Array): { value: bigint; size: number } {
  let value = 0n;
  let size = 0;
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << BigInt(7 * size++);
    if (byte < 128) break;
  }
  return { value, size };
}
