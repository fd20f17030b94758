import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property.js';
import {
  binary,
  bool,
  double,
  i16,
  i32,
  i64,
  list,
  map,
  struct,
  type ThriftValue,
  text,
  writeBinary,
  writeCompact,
} from '../../../test/support/thrift-writer.js';
import { BinaryThriftReader } from './binary.js';
import { CompactThriftReader } from './compact.js';
import type { ThriftReader } from './reader.js';
import { THRIFT, type ThriftType } from './types.js';

const PROTOCOLS = [
  { name: 'binary', Reader: BinaryThriftReader, write: writeBinary },
  { name: 'compact', Reader: CompactThriftReader, write: writeCompact },
] as const;

/** Reads any value back into what the test wrote. */
function read(reader: ThriftReader, type: ThriftType): unknown {
  switch (type) {
    case THRIFT.bool:
      return reader.bool();
    case THRIFT.i16:
      return reader.i16();
    case THRIFT.i32:
      return reader.i32();
    case THRIFT.i64:
      reader.i64();
      return BigInt.asIntN(64, (BigInt(reader.high) << 32n) | BigInt(reader.low));
    case THRIFT.double:
      return reader.double();
    case THRIFT.binary:
      reader.binary();
      return Buffer.from(reader.buffer.subarray(reader.start, reader.stop)).toString('hex');
    case THRIFT.struct: {
      const fields: Record<number, unknown> = {};
      reader.structBegin();
      while (reader.nextField()) fields[reader.fieldId] = read(reader, reader.fieldType);
      reader.structEnd();
      return fields;
    }
    default: {
      const count = reader.listBegin();
      const element = reader.elementType;
      return Array.from({ length: count }, () => read(reader, element));
    }
  }
}

function plain(value: ThriftValue): unknown {
  switch (value.type) {
    case 'i64':
      return BigInt.asIntN(64, value.value);
    case 'binary':
      return Buffer.from(value.value).toString('hex');
    case 'struct':
      return Object.fromEntries(Object.entries(value.fields).map(([id, field]) => [id, plain(field!)]));
    case 'list':
      return value.elements.map(plain);
    case 'map':
      return undefined;
    default:
      return value.value;
  }
}

const scalars = fc.oneof(
  fc.boolean().map(bool),
  fc.integer({ min: -32768, max: 32767 }).map(i16),
  fc.integer().map(i32),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(i64),
  fc.double({ noNaN: true }).map(double),
  fc.uint8Array({ maxLength: 40 }).map(binary),
);
const structs = fc.dictionary(fc.integer({ min: 1, max: 300 }).map(String), scalars).map(struct);
const lists = fc.oneof(
  fc.array(fc.integer().map(i32), { maxLength: 20 }).map((elements) => list('i32', elements)),
  fc.array(fc.boolean().map(bool), { maxLength: 20 }).map((elements) => list('bool', elements)),
  fc.array(structs, { maxLength: 20 }).map((elements) => list('struct', elements)),
);
const messages = fc.record({ 1: structs, 2: lists, 40: scalars, 41: lists }).map(struct);

describe.each(PROTOCOLS)('Thrift reader, $name protocol', ({ Reader, write }) => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const body = write(message);
        const reader = new Reader(body);
        expect(read(reader, THRIFT.struct)).toEqual(plain(message));
        expect(reader.position).toBe(body.length);
      }),
      { numRuns: 100 },
    );
  });

  it('steps over every type', () => {
    const body = write(
      struct({
        1: struct({ 1: bool(true), 2: list('bool', [bool(false), bool(true)]) }),
        2: map([[text('k'), list('struct', [struct({ 3: i64(-1n) })])]]),
        3: map([]),
        4: double(1.5),
        200: i16(-7),
      }),
    );
    const reader = new Reader(body);
    reader.skip(THRIFT.struct);
    expect(reader.position).toBe(body.length);
  });

  it('refuses every truncation', () => {
    const body = write(struct({ 1: text('service'), 2: list('struct', [struct({ 1: i64(5n), 2: double(2) })]) }));
    for (let end = 0; end < body.length; end++) {
      expect(() => new Reader(body.subarray(0, end)).skip(THRIFT.struct)).toThrow(/invalid Thrift at byte/);
    }
  });

  it('refuses depth beyond its limit', () => {
    expect(() => new Reader(nested(10_000, write)).skip(THRIFT.struct)).toThrow('more than 32 levels of nesting');
  });

  it('never does anything but read or refuse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        const reader = new Reader(body);
        try {
          reader.skip(THRIFT.struct);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_argument' });
        }
        expect(reader.position).toBeLessThanOrEqual(body.length);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Structs inside one another, made from the bytes of two, since a writer that recursed could not make them. */
function nested(depth: number, write: (value: ThriftValue) => Buffer): Buffer {
  const opening = write(struct({ 1: struct({}) })).subarray(0, -2);
  return Buffer.concat(Array.from({ length: depth }, () => opening));
}

describe('sizes that lie', () => {
  it.each([
    ['a negative string length', Buffer.from('0b0001ffffffff', 'hex')],
    ['a string of 2 GB', Buffer.from('0b00017fffffff6162', 'hex')],
    ['a list of 2^31-1 structs', Buffer.from('0f00010c7fffffff0000', 'hex')],
    ['a negative list size', Buffer.from('0f00010cffffffff00', 'hex')],
    ['a map of 2^30 entries', Buffer.from('0d00010b0b4000000000', 'hex')],
    ['an unknown type', Buffer.from('630001', 'hex')],
  ])('binary: %s', (_what, body) => {
    expect(() => new BinaryThriftReader(body).skip(THRIFT.struct)).toThrow(/invalid Thrift at byte/);
  });

  it.each([
    ['a string of 4 GB', Buffer.from('18ffffffff0f6162', 'hex')],
    ['a list of 2^32-1 structs', Buffer.from('19fcffffffff0f00', 'hex')],
    ['a map of 2^32-1 entries', Buffer.from('1bffffffff0f8800', 'hex')],
    ['a varint without end', Buffer.from('15ffffffffffffffff', 'hex')],
    ['an unknown type', Buffer.from('1e', 'hex')],
  ])('compact: %s', (_what, body) => {
    expect(() => new CompactThriftReader(body).skip(THRIFT.struct)).toThrow(/invalid Thrift at byte/);
  });
});
