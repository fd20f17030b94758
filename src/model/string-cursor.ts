import type { StringColumn } from './columns.js';

/** Goes forward over the rows of a string column. The bytes of the row it is at are `[start, end)` of the column's. */
export class StringCursor {
  start = 0;
  end = 0;
  private row = -1;

  constructor(private readonly column: StringColumn) {}

  /** Moves to a row, which must not lie before the one it is at. */
  seek(row: number): void {
    while (this.row < row) this.next();
  }

  /** The row's bytes; a view, not a copy. */
  get bytes(): Buffer {
    const { buffer, byteOffset } = this.column.bytes;
    return Buffer.from(buffer, byteOffset + this.start, this.end - this.start);
  }

  get text(): string {
    return this.start === this.end ? '' : this.bytes.toString('utf8');
  }

  private next(): void {
    const { bytes } = this.column;
    let at = this.end;
    let length = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      length |= (byte & 127) << shift;
    }
    this.start = at;
    this.end = at + length;
    this.row++;
  }
}

/** All rows of a short column, as text. */
export function textsOf(column: StringColumn): string[] {
  const cursor = new StringCursor(column);
  return Array.from({ length: column.rows }, (_, row) => {
    cursor.seek(row);
    return cursor.text;
  });
}
