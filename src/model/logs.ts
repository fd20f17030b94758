import { Column64, DictionaryColumn, OffsetColumn, StringColumn } from './columns.js';
import { dayOfNs, SeriesDays, type SeriesRef } from './series.js';
import type { Tenant } from './tenant.js';

/**
 * Log entries of many streams. A row is written in this order: `append`, then its structured metadata, then `endRow`.
 * Times are ns as two 32-bit words. The metadata key `trace_id` and the detected level have columns of their own;
 * readers put them back among the structured metadata (`trace_id`, `detected_level`).
 */
export class LogBatch {
  readonly id: Column64;
  readonly ts: Column64;
  readonly line: StringColumn;
  readonly level = new DictionaryColumn();
  readonly traceId = new StringColumn();
  readonly metadata = { ends: new OffsetColumn(), keys: new DictionaryColumn(), values: new StringColumn() };
  readonly streams = new SeriesDays();
  /** Whose the rows are: `starts[i]` and those behind it, up to the next start, are entries of the stream `refs[i]`. */
  readonly runs: { readonly refs: SeriesRef[]; readonly starts: number[] } = { refs: [], starts: [] };
  private current: SeriesRef | undefined;
  private day = Number.NaN;
  private pairs = 0;
  private hasTrace = false;
  private lastLevel: string | undefined;
  private levelIndex = 0;

  /** `sizeHint`: about how many bytes of lines will come. */
  constructor(
    readonly tenant: Tenant,
    sizeHint = 4096,
  ) {
    const rows = Math.max(64, Math.ceil(sizeHint / 256));
    this.id = new Column64(rows);
    this.ts = new Column64(rows);
    this.line = new StringColumn(Math.max(sizeHint, 64));
  }

  get rows(): number {
    return this.id.rows;
  }

  /** Begins a row whose line is `source[start, end)`. `level` may be empty. */
  append(
    ref: SeriesRef,
    nsLow: number,
    nsHigh: number,
    source: Uint8Array,
    start: number,
    end: number,
    level: string,
  ): void {
    const day = dayOfNs(nsLow, nsHigh);
    if (ref !== this.current || day !== this.day) {
      if (ref !== this.current) {
        this.runs.refs.push(ref);
        this.runs.starts.push(this.rows);
      }
      this.current = ref;
      this.day = day;
      this.streams.note(ref, day);
    }
    this.id.append(ref.idLow, ref.idHigh);
    this.ts.append(nsLow, nsHigh);
    this.line.append(source, start, end);
    if (level !== this.lastLevel) {
      this.lastLevel = level;
      this.levelIndex = this.level.indexOf(level);
    }
    this.level.indexes.append(this.levelIndex);
  }

  /** Adds a pair of structured metadata to the row that was begun. Names come once in a row. */
  metadataPair(name: string, source: Uint8Array, start: number, end: number): void {
    if (name === 'trace_id') {
      if (this.hasTrace) return;
      this.hasTrace = true;
      this.traceId.append(source, start, end);
      return;
    }
    this.metadata.keys.append(name);
    this.metadata.values.append(source, start, end);
    this.pairs++;
  }

  endRow(): void {
    if (!this.hasTrace) this.traceId.appendText('');
    this.metadata.ends.append(this.pairs);
    this.pairs = 0;
    this.hasTrace = false;
  }
}
