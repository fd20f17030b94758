import { describe, expect, test } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { QuartetError } from '../../model/errors.js';
import { type Block, BlockReader } from './block-reader.js';
import { parseType } from './block-reader-types.js';

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) | 128, ...varint(value >>> 7)]);
const text = (value: string): number[] => [...varint(Buffer.byteLength(value)), ...Buffer.from(value)];
const u64 = (value: number): number[] => [...new Uint8Array(BigUint64Array.of(BigInt(value)).buffer)];
const long = 'a line of more than thirty-two bytes, with ž';

/** Three columns, two rows; then a block without rows; then one more. */
const STREAM = Uint8Array.from([
  ...[3, 2],
  ...text('s'),
  ...text('String'),
  ...text(''),
  ...text(long),
  ...text('m'),
  ...text('Map(LowCardinality(String), UInt8)'),
  ...u64(1),
  ...u64(2),
  ...u64(3),
  ...u64(512),
  ...u64(2),
  ...text('k'),
  ...text('l'),
  ...u64(3),
  0,
  1,
  1,
  7,
  8,
  9,
  ...text('n'),
  ...text('Nullable(UInt32)'),
  1,
  0,
  0,
  0,
  0,
  0,
  5,
  0,
  0,
  0,
  ...[1, 0],
  ...text('s'),
  ...text('String'),
  ...[1, 1],
  ...text('b'),
  ...text('Bool'),
  1,
]);

const rowsOf = (blocks: Iterable<Block>): unknown[] =>
  [...blocks].flatMap((block) =>
    Array.from({ length: block.rows }, (_, row) => [...block.columns.values()].map((column) => column.value(row))),
  );
const EXPECTED = [
  [
    '',
    new Map([
      ['k', 7],
      ['l', 8],
    ]),
    null,
  ],
  [long, new Map([['l', 9]]), 5],
  [true],
];

function read(chunks: Iterable<Uint8Array>): unknown[] {
  const reader = new BlockReader();
  const blocks: Block[] = [];
  for (const chunk of chunks) blocks.push(...reader.push(chunk));
  reader.finish();
  return rowsOf(blocks);
}

describe('a stream of blocks', () => {
  test('in one piece', () => {
    expect(read([STREAM])).toEqual(EXPECTED);
  });

  test('byte by byte, as Buffers', () => {
    expect(read(Array.from(STREAM, (byte) => Buffer.from([byte])))).toEqual(EXPECTED);
  });

  test('cut anywhere', () => {
    const cuts = fc.array(fc.nat(STREAM.length), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (places) => {
        const bounds = [0, ...places.sort((a, b) => a - b), STREAM.length];
        expect(read(bounds.slice(1).map((end, i) => STREAM.slice(bounds[i]!, end)))).toEqual(EXPECTED);
      }),
    );
  });

  test('cut off', () => {
    expect(() => read([STREAM.subarray(0, STREAM.length - 1)])).toThrow('in the middle of a Native block');
  });

  test('with flipped bits or cut short: an error of ours or another answer, never anything else', () => {
    const damage = fc.tuple(
      fc.array(fc.tuple(fc.nat(STREAM.length - 1), fc.integer({ min: 1, max: 255 })), { maxLength: 4 }),
      fc.nat(STREAM.length),
    );
    fc.assert(
      fc.property(damage, ([flips, length]) => {
        const broken = STREAM.slice();
        for (const [at, bits] of flips) broken[at]! ^= bits;
        try {
          read([broken.subarray(0, length), broken.subarray(length)]);
        } catch (error) {
          expect(error).toBeInstanceOf(QuartetError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['a type that is not decoded', [1, 1, ...text('x'), ...text('IPv9')], 'IPv9'],
  ['too many columns', [255, 255, 255, 127, 1], 'columns'],
  ['a name without end', [1, 1, 255, 255, 255, 127], 'name'],
  ['array ends that fall', [1, 2, ...text('a'), ...text('Array(UInt8)'), ...u64(2), ...u64(1)], 'offsets'],
  ['an array of more than fits', [1, 1, ...text('a'), ...text('Array(UInt64)'), ...u64(4_000_000_000)], 'bytes'],
  [
    'a LowCardinality index beyond its keys',
    [
      1,
      1,
      ...text('l'),
      ...text('LowCardinality(String)'),
      ...u64(1),
      ...u64(512),
      ...u64(1),
      ...text('k'),
      ...u64(1),
      1,
    ],
    'index',
  ],
])('%s', (_what, bytes, message) => {
  expect(() => read([Uint8Array.from(bytes)])).toThrow(message);
});

test.each(['', 'Array(', 'Array(UInt8', "Enum8('a' = )", "Enum8('a", 'UInt8)', 'Array('.repeat(100)])(
  'type %s',
  (type) => {
    expect(() => parseType(type)).toThrow('invalid type');
  },
);
