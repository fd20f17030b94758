/** A value with its Thrift type, as tests write messages: `struct({ 1: text('a'), 2: i64(5n) })`. */
export type ThriftValue =
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'i16' | 'i32'; readonly value: number }
  | { readonly type: 'i64'; readonly value: bigint }
  | { readonly type: 'double'; readonly value: number }
  | { readonly type: 'binary'; readonly value: Uint8Array }
  | { readonly type: 'struct'; readonly fields: Readonly<Record<number, ThriftValue | undefined>> }
  | { readonly type: 'list'; readonly of: ThriftValue['type']; readonly elements: readonly ThriftValue[] }
  | { readonly type: 'map'; readonly entries: readonly (readonly [ThriftValue, ThriftValue])[] };

export const bool = (value: boolean): ThriftValue => ({ type: 'bool', value });
export const i16 = (value: number): ThriftValue => ({ type: 'i16', value });
export const i32 = (value: number): ThriftValue => ({ type: 'i32', value });
export const i64 = (value: bigint): ThriftValue => ({ type: 'i64', value });
export const double = (value: number): ThriftValue => ({ type: 'double', value });
export const binary = (value: Uint8Array): ThriftValue => ({ type: 'binary', value });
export const text = (value: string): ThriftValue => ({ type: 'binary', value: Buffer.from(value) });
export const struct = (fields: Readonly<Record<number, ThriftValue | undefined>>): ThriftValue => ({
  type: 'struct',
  fields,
});
export const list = (of: ThriftValue['type'], elements: readonly ThriftValue[]): ThriftValue => ({
  type: 'list',
  of,
  elements,
});
export const map = (entries: readonly (readonly [ThriftValue, ThriftValue])[]): ThriftValue => ({
  type: 'map',
  entries,
});

const BINARY_TYPES = { bool: 2, double: 4, i16: 6, i32: 8, i64: 10, binary: 11, struct: 12, map: 13, list: 15 };
const COMPACT_TYPES = { bool: 2, double: 7, i16: 4, i32: 5, i64: 6, binary: 8, struct: 12, map: 11, list: 9 };

/** The value in the binary protocol, without a message's envelope. */
export function writeBinary(value: ThriftValue): Buffer {
  const int = (bytes: number, n: number): Buffer => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeIntBE(n, 0, bytes);
    return buffer;
  };
  switch (value.type) {
    case 'bool':
      return int(1, value.value ? 1 : 0);
    case 'i16':
      return int(2, value.value);
    case 'i32':
      return int(4, value.value);
    case 'i64': {
      const buffer = Buffer.alloc(8);
      buffer.writeBigInt64BE(BigInt.asIntN(64, value.value));
      return buffer;
    }
    case 'double': {
      const buffer = Buffer.alloc(8);
      buffer.writeDoubleBE(value.value);
      return buffer;
    }
    case 'binary':
      return Buffer.concat([int(4, value.value.length), value.value]);
    case 'struct':
      return Buffer.concat([
        ...present(value.fields).flatMap(([id, field]) => [
          int(1, BINARY_TYPES[field.type]),
          int(2, id),
          writeBinary(field),
        ]),
        int(1, 0),
      ]);
    case 'list':
      return Buffer.concat([
        int(1, BINARY_TYPES[value.of]),
        int(4, value.elements.length),
        ...value.elements.map(writeBinary),
      ]);
    case 'map': {
      const [first] = value.entries;
      return Buffer.concat([
        int(1, first ? BINARY_TYPES[first[0].type] : 11),
        int(1, first ? BINARY_TYPES[first[1].type] : 11),
        int(4, value.entries.length),
        ...value.entries.flatMap(([key, element]) => [writeBinary(key), writeBinary(element)]),
      ]);
    }
  }
}

/** The value in the compact protocol, without a message's envelope. */
export function writeCompact(value: ThriftValue): Buffer {
  switch (value.type) {
    case 'bool':
      return Buffer.of(value.value ? 1 : 2);
    case 'i16':
    case 'i32':
      return varint(zigzag(BigInt(value.value)));
    case 'i64':
      return varint(zigzag(BigInt.asIntN(64, value.value)));
    case 'double': {
      const buffer = Buffer.alloc(8);
      buffer.writeDoubleLE(value.value);
      return buffer;
    }
    case 'binary':
      return Buffer.concat([varint(BigInt(value.value.length)), value.value]);
    case 'struct': {
      let last = 0;
      const parts = present(value.fields).flatMap(([id, field]) => {
        const step = id - last;
        last = id;
        const type = field.type === 'bool' ? (field.value ? 1 : 2) : COMPACT_TYPES[field.type];
        const header =
          step > 0 && step < 16
            ? Buffer.of((step << 4) | type)
            : Buffer.concat([Buffer.of(type), varint(zigzag(BigInt(id)))]);
        return field.type === 'bool' ? [header] : [header, writeCompact(field)];
      });
      return Buffer.concat([...parts, Buffer.of(0)]);
    }
    case 'list': {
      const { length } = value.elements;
      const type = COMPACT_TYPES[value.of];
      const header =
        length < 15 ? Buffer.of((length << 4) | type) : Buffer.concat([Buffer.of(0xf0 | type), varint(BigInt(length))]);
      return Buffer.concat([header, ...value.elements.map(writeCompact)]);
    }
    case 'map': {
      const [first] = value.entries;
      if (first === undefined) return Buffer.of(0);
      return Buffer.concat([
        varint(BigInt(value.entries.length)),
        Buffer.of((COMPACT_TYPES[first[0].type] << 4) | COMPACT_TYPES[first[1].type]),
        ...value.entries.flatMap(([key, element]) => [writeCompact(key), writeCompact(element)]),
      ]);
    }
  }
}

function present(fields: Readonly<Record<number, ThriftValue | undefined>>): [number, ThriftValue][] {
  return Object.entries(fields).flatMap(([id, field]) => (field === undefined ? [] : [[Number(id), field]]));
}

const zigzag = (n: bigint): bigint => BigInt.asUintN(64, (n << 1n) ^ (n >> 63n));

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}
