import { QuartetError } from '../../model/errors.js';
import { ArrivingBytes, type Waiting } from './block-reader-bytes.js';
import type { Column } from './block-reader-columns.js';
import { readColumn } from './block-reader-decoders.js';
import { parseType } from './block-reader-types.js';

/** Some rows of an answer, column by column. Columns are views of the bytes that came; they stay valid. */
export class Block {
  constructor(
    readonly rows: number,
    readonly columns: ReadonlyMap<string, Column>,
  ) {}

  column(name: string): Column {
    const column = this.columns.get(name);
    if (column === undefined) throw new QuartetError('internal', `no column ${name} in the answer`);
    return column;
  }

  /** The column as one of the classes of `block-reader-columns.ts`: `block.as('ts', WideColumn).values`. */
  as<C extends Column>(name: string, kind: abstract new (...args: never[]) => C): C {
    const column = this.column(name);
    if (column instanceof kind) return column;
    throw new QuartetError('internal', `column ${name} is ${column.type}, not a ${kind.name}`);
  }
}

/**
 * Decodes a stream of Native blocks (https://clickhouse.com/docs/interfaces/formats/Native), however it is cut into
 * chunks. What is not a block throws `internal`; the reader is of no use afterwards.
 */
export class BlockReader {
  private readonly bytes = new ArrivingBytes();
  private decoding: Waiting<Block> | undefined;

  /** The blocks that this chunk completes. The chunk must not change afterwards: blocks are views of it. */
  *push(chunk: Uint8Array): Generator<Block> {
    this.bytes.append(chunk);
    while (this.decoding !== undefined || this.bytes.position < this.bytes.end) {
      this.decoding ??= readBlock(this.bytes);
      const { done, value } = this.decoding.next();
      if (done !== true) return;
      this.decoding = undefined;
      if (value.rows > 0) yield value;
    }
  }

  /** True in the middle of a block. */
  get pending(): boolean {
    return this.decoding !== undefined;
  }

  /** To be called at the end of the stream; throws `internal` when a block is cut off. */
  finish(): void {
    if (this.pending) throw new QuartetError('internal', 'the answer ends in the middle of a Native block');
  }
}

const MAX_COLUMNS = 10_000;
const MAX_ROWS = 2 ** 26;
const MAX_NAME_BYTES = 65_536;

function* readBlock(bytes: ArrivingBytes): Waiting<Block> {
  const width = yield* bytes.varint();
  const rows = yield* bytes.varint();
  if (width > MAX_COLUMNS || rows > MAX_ROWS) {
    throw new QuartetError('internal', `invalid Native block: ${width} columns, ${rows} rows`);
  }
  const columns = new Map<string, Column>();
  for (let i = 0; i < width; i++) {
    const name = yield* bytes.text(MAX_NAME_BYTES);
    const type = parseType(yield* bytes.text(MAX_NAME_BYTES));
    // A block without rows has names and types alone, and nobody reads it.
    if (rows > 0) columns.set(name, yield* readColumn(bytes, type, rows));
  }
  return new Block(rows, columns);
}
