import type { SampleBatch } from '../../model/samples.js';
import type { TimeRangeMs } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import { NumberColumn, WideColumn } from '../native/block-reader-columns.js';
import { type RecentRun, RecentSeries } from './recent-series.js';

/** The event loop may turn after so many series were trimmed. */
const SERIES_AT_A_STRETCH = 1_000;

/** One tenant's float samples from `keepFrom` on, ms, as far as they were written or loaded since it was made. */
export class TenantRecentSamples {
  bytes = 0;
  private readonly byId = new Map<bigint, RecentSeries>();
  private completeFrom = Number.POSITIVE_INFINITY;

  constructor(private keepFrom: number) {}

  /** Samples before this time, ms, are not kept. */
  get from(): number {
    return this.keepFrom;
  }

  /** Whether all samples at this time, ms, and later are here, but for series that `between` says nothing of. */
  covers(ms: number): boolean {
    return ms >= this.completeFrom;
  }

  /** Says that from this time on everything stored is here, and that whatever is written will be added. */
  complete(from: number): void {
    this.completeFrom = Math.max(from, this.keepFrom);
  }

  /** It covers nothing any more, for those too who hold on to it. */
  close(): void {
    this.completeFrom = Number.POSITIVE_INFINITY;
    this.keepFrom = Number.POSITIVE_INFINITY;
    this.byId.clear();
    this.bytes = 0;
  }

  /** The samples of a series in a range that starts where this `covers`; undefined where only the store can tell. */
  between(id: bigint, range: TimeRangeMs): RecentRun | undefined {
    const series = this.byId.get(id);
    return series === undefined ? NONE : series.between(range);
  }

  add(batch: Pick<SampleBatch, 'rows' | 'id' | 'ts' | 'value'>): void {
    const { rows } = batch;
    const ids = new BigUint64Array(batch.id.words.buffer, batch.id.words.byteOffset, rows);
    const times = batch.ts.words;
    const timeAt = (row: number): number => (times[row * 2 + 1]! | 0) * 4294967296 + times[row * 2]!;
    this.addRows({ rows, ids, words: batch.id.words, timeAt, values: batch.value.words });
  }

  /** A block with the columns `id`, `ms` and `value`. */
  addBlock(block: Block): void {
    const { words, values: ids } = block.as('id', WideColumn);
    const times = block.as('ms', NumberColumn).values;
    const floats = block.as('value', NumberColumn).values;
    const values = new Uint32Array(floats.buffer, floats.byteOffset, block.rows * 2);
    this.addRows({ rows: block.rows, ids, words, timeAt: (row) => times[row]!, values });
  }

  /** Lets go of what lies before a time, some series at a time. */
  *trim(from: number): Generator<undefined, void> {
    this.keepFrom = Math.max(this.keepFrom, from);
    this.completeFrom = Math.max(this.completeFrom, this.keepFrom);
    let trimmed = 0;
    for (const [id, series] of this.byId) {
      if (++trimmed % SERIES_AT_A_STRETCH === 0) yield;
      this.bytes -= series.bytes;
      series.trim(this.keepFrom);
      // Of a series that lacks samples it must stay known which.
      if (series.isEmpty && series.since <= this.keepFrom) this.byId.delete(id);
      else this.bytes += series.bytes;
    }
  }

  private addRows({ rows, ids, words, timeAt, values }: Rows): void {
    const { keepFrom } = this;
    let series: RecentSeries | undefined;
    let before = 0;
    for (let row = 0; row < rows; row++) {
      const at = row * 2;
      if (row > 0 && (words[at] !== words[at - 2] || words[at + 1] !== words[at - 1])) {
        if (series !== undefined) this.bytes += series.bytes - before;
        series = undefined;
      }
      const ms = timeAt(row);
      if (ms < keepFrom) continue;
      if (series === undefined) {
        series = this.seriesOf(ids[row]!);
        before = series.bytes;
      }
      series.append(ms, values[at]!, values[at + 1]!, keepFrom);
    }
    if (series !== undefined) this.bytes += series.bytes - before;
  }

  private seriesOf(id: bigint): RecentSeries {
    let series = this.byId.get(id);
    if (series === undefined) {
      series = new RecentSeries(Number.NEGATIVE_INFINITY);
      this.bytes += series.bytes;
      this.byId.set(id, series);
    }
    return series;
  }
}

/** Rows with those of a series side by side; `words` are the words of `ids`. */
interface Rows {
  readonly rows: number;
  readonly ids: BigInt64Array | BigUint64Array;
  readonly words: Uint32Array;
  readonly timeAt: (row: number) => number;
  readonly values: Uint32Array;
}

const NOTHING = new Float64Array(0);
const NONE: RecentRun = { ts: NOTHING, values: NOTHING };
