import { type Labels, labelsFrom } from '../../../model/labels.js';
import type { LogBatch } from '../../../model/logs.js';
import type { SeriesRef } from '../../../model/series.js';
import { StringCursor, textsOf } from '../../../model/string-cursor.js';
import type { LogEntry } from '../../interface.js';

/** Goes over the rows of a batch from the first to the last; of a row that nobody wants nothing is read. */
export class BatchRows {
  private row = -1;
  private run = -1;
  private readonly line: StringCursor;
  private readonly traceId: StringCursor;
  private readonly metadataValues: StringCursor;
  private names: { readonly levels: string[]; readonly keys: string[] } | undefined;

  constructor(private readonly batch: LogBatch) {
    this.line = new StringCursor(batch.line);
    this.traceId = new StringCursor(batch.traceId);
    this.metadataValues = new StringCursor(batch.metadata.values);
  }

  /** Moves on; false behind the last row. */
  next(): boolean {
    const { starts } = this.batch.runs;
    this.row++;
    if (starts[this.run + 1] === this.row) this.run++;
    return this.row < this.batch.rows;
  }

  /** Moves to a row, which must not lie before the one it is at. */
  seek(row: number): void {
    const { starts } = this.batch.runs;
    this.row = row;
    while (this.run + 1 < starts.length && starts[this.run + 1]! <= row) this.run++;
  }

  /** The stream of the row. */
  get ref(): SeriesRef {
    return this.batch.runs.refs[this.run]!;
  }

  get ns(): bigint {
    const { words } = this.batch.ts;
    return (BigInt(words[this.row * 2 + 1]! | 0) << 32n) | BigInt(words[this.row * 2]!);
  }

  /** The line's bytes, to be looked at before the row moves on. */
  get lineBytes(): Buffer {
    this.line.seek(this.row);
    return this.line.bytes;
  }

  /** The row as readers of the store would give it. */
  entry(): LogEntry {
    this.line.seek(this.row);
    return { labels: this.ref.labels, ns: this.ns, line: this.line.text, metadata: this.metadata() };
  }

  private metadata(): Labels {
    const { level, metadata } = this.batch;
    this.names ??= { levels: textsOf(level.dictionary), keys: textsOf(metadata.keys.dictionary) };
    const { levels, keys } = this.names;
    this.traceId.seek(this.row);
    const pairs: [string, string][] = [];
    const { words } = metadata.ends.ends;
    const end = words[this.row * 2]!;
    for (let i = this.row === 0 ? 0 : words[this.row * 2 - 2]!; i < end; i++) {
      this.metadataValues.seek(i);
      pairs.push([keys[metadata.keys.indexes.values[i]!]!, this.metadataValues.text]);
    }
    pairs.push(['detected_level', levels[level.indexes.values[this.row]!]!], ['trace_id', this.traceId.text]);
    return labelsFrom(pairs);
  }
}
