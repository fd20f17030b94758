import { expect, test } from 'vitest';
import {
  Column64,
  DictionaryColumn,
  FixedColumn,
  OffsetColumn,
  SmallColumn,
  StringColumn,
} from '../../model/columns.js';
import { BlockReader } from './block-reader.js';
import { NativeBlockWriter } from './block-writer.js';

const strings = (...texts: string[]): StringColumn => {
  const column = new StringColumn(1);
  for (const text of texts) column.appendText(text);
  return column;
};
const dictionary = (...texts: string[]): DictionaryColumn => {
  const column = new DictionaryColumn();
  for (const text of texts) column.append(text);
  return column;
};
const wide = (...values: bigint[]): Column64 => {
  const column = new Column64(1);
  for (const value of values) column.appendBigInt(value);
  return column;
};
const offsets = (...counts: number[]): OffsetColumn => {
  const column = new OffsetColumn();
  for (const count of counts) column.append(count);
  return column;
};
const fixed = (width: number, ...hex: string[]): FixedColumn => {
  const column = new FixedColumn(width, 1);
  for (const text of hex) column.append(Buffer.from(text, 'hex'), 0, text.length / 2);
  return column;
};
const small = (...values: number[]): SmallColumn<Uint16Array> => {
  const column = new SmallColumn(Uint16Array, 1);
  for (const value of values) column.append(value);
  return column;
};

function values(writer: NativeBlockWriter): Record<string, unknown[]> {
  const chunks = writer.finish();
  expect(writer.size).toBe(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  const [block] = new BlockReader().push(Buffer.concat(chunks));
  return Object.fromEntries(
    [...block!.columns].map(([name, column]) => [
      name,
      Array.from({ length: block!.rows }, (_, row) => column.value(row)),
    ]),
  );
}

test('every kind of column is read back as it was written', () => {
  const long = 'x'.repeat(300);
  const writer = new NativeBlockWriter(2)
    .string('string', strings('', long))
    .fixed('fixed', fixed(2, '4142', '43'))
    .wide('wide', 'Int64', wide(-1n, 2n ** 40n))
    .small('small', 'UInt16', small(1, 65535))
    .dictionary('dictionary', dictionary('a', 'a'))
    .constant('constant', 'same')
    .map('map', offsets(2, 0), dictionary('k', 'l'), strings('v', 'w'))
    .mapArray('mapArray', offsets(0, 2), offsets(1, 0), dictionary('k'), strings('v'))
    .stringArray('stringArray', offsets(1, 2), strings('a', '', 'c'))
    .wideArray('wideArray', 'UInt64', offsets(0, 1), wide(2n ** 64n - 1n))
    .smallArray('smallArray', 'UInt16', offsets(2, 0), small(7, 8));
  expect(values(writer)).toEqual({
    string: ['', long],
    fixed: ['AB', '\0C'],
    wide: [-1n, 2n ** 40n],
    small: [1, 65535],
    dictionary: ['a', 'a'],
    constant: ['same', 'same'],
    map: [
      new Map([
        ['k', 'v'],
        ['l', 'w'],
      ]),
      new Map(),
    ],
    mapArray: [[], [new Map([['k', 'v']]), new Map()]],
    stringArray: [['a'], ['', 'c']],
    wideArray: [[], [2n ** 64n - 1n]],
    smallArray: [[7, 8], []],
  });
});

test('maps without a single pair', () => {
  const writer = new NativeBlockWriter(1)
    .map('map', offsets(0), dictionary(), strings())
    .mapArray('mapArray', offsets(0), offsets(), dictionary(), strings());
  expect(values(writer)).toEqual({ map: [new Map()], mapArray: [[]] });
});

test.each([255, 256, 65_535, 65_536])('a dictionary of %i keys', (keys) => {
  const column = dictionary(...Array.from({ length: keys }, (_, i) => `k${i}`), 'k0');
  const read = values(new NativeBlockWriter(keys + 1).dictionary('d', column)).d!;
  expect([read[0], read[keys - 1], read[keys]]).toEqual(['k0', `k${keys - 1}`, 'k0']);
});

test('a column of other length than its block', () => {
  expect(() => new NativeBlockWriter(2).string('s', strings('a'))).toThrow('column s has 1 rows, its block 2');
});
