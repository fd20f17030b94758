import { Column64, StringColumn } from '../../src/model/columns.js';
import { NativeBlockWriter } from '../../src/storage/native/block-writer.js';

/** Columns of the blocks that `rowsBlock` makes, as `Engine.insert` wants them. */
export const STRUCTURE = 'id UInt64, s String';

/** One Native block of rows `(id UInt64, s String)`. */
export function rowsBlock(ids: readonly bigint[], texts: readonly Uint8Array[]): Uint8Array[] {
  const id = new Column64();
  const s = new StringColumn();
  for (const value of ids) id.appendBigInt(value);
  for (const text of texts) s.append(text, 0, text.length);
  return new NativeBlockWriter(ids.length).wide('id', 'UInt64', id).string('s', s).finish();
}
