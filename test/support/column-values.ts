import type { Column64, DictionaryColumn, StringColumn } from '../../src/model/columns.js';

/** The values of columns, as tests compare them. */

export function strings(column: StringColumn): string[] {
  const values: string[] = [];
  for (let at = 0; values.length < column.rows; ) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = column.bytes[at++]!;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    values.push(Buffer.from(column.bytes.subarray(at, at + length)).toString('utf8'));
    at += length;
  }
  return values;
}

export function dictionary(column: DictionaryColumn): string[] {
  const distinct = strings(column.dictionary);
  return Array.from(column.indexes.values.subarray(0, column.rows), (index) => distinct[index]!);
}

/** Unsigned. */
export const word64 = (column: Column64, row: number): bigint =>
  (BigInt(column.words[row * 2 + 1]!) << 32n) | BigInt(column.words[row * 2]!);
