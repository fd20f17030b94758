import type { Block } from '../native/block-reader.js';
import { NumberColumn, WideColumn } from '../native/block-reader-columns.js';
import { IdPositions } from './id-positions.js';
import type { LabelSet } from './label-sets.js';

/** Float samples of one series: times (ms) ascending, each once. Where it lies within one block, views of it. */
export interface SampleRun {
  readonly set: LabelSet;
  readonly ts: Float64Array;
  readonly values: Float64Array;
}

type Samples = Pick<SampleRun, 'ts' | 'values'>;

/** The columns of a block; `words` are the bytes of `values`. */
interface Rows extends Samples {
  readonly words: Uint32Array;
}

/**
 * Puts series together from blocks that come in any order, each with the rows of a series side by side and by time, as
 * they stand in a part of a table. Values are only ever copied as bytes: a staleness marker is a NaN whose bits count.
 */
export class GatheredSamples {
  /** Rows of the series asked for … */
  rows = 0;
  /** … and the time from the first to the last of them, ms; known after `series`. */
  span = 0;
  /** Series of which two samples at one time differ, known after `series`: only the table tells which came last. */
  readonly disputed: LabelSet[] = [];
  private readonly positions: IdPositions;
  private readonly blocks: Rows[] = [];
  private readonly pieces: Pieces;

  /**
   * Rows of other series than `sets` are left out. `isOrdered`: blocks come in the order of series and time, those of one
   * time in the order in which they were written, so that the last of them counts.
   */
  constructor(
    private readonly sets: readonly LabelSet[],
    private readonly isOrdered = false,
  ) {
    this.positions = new IdPositions(sets.map(({ id }) => id));
    this.pieces = new Pieces(sets.length);
  }

  /** A block with the columns `id`, `ms` and `value`. */
  add(block: Block): void {
    const ids = block.as('id', WideColumn).words;
    const ts = block.as('ms', NumberColumn).values as Float64Array;
    const values = block.as('value', NumberColumn).values as Float64Array;
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    const number = this.blocks.push({ ts, values, words }) - 1;
    for (let start = 0; start < block.rows; ) {
      const low = ids[start * 2]!;
      const high = ids[start * 2 + 1]!;
      let end = start + 1;
      while (end < block.rows && ids[end * 2] === low && ids[end * 2 + 1] === high) end++;
      const position = this.positions.find(low, high);
      if (position >= 0) {
        this.pieces.add(position, number, start, end, ts[start]!);
        this.rows += end - start;
      }
      start = end;
    }
  }

  /** The series that have samples, without those that become `disputed`. */
  series(): SampleRun[] {
    const found: SampleRun[] = [];
    const room = new Room(this.rowsInPieces());
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const [position, set] of this.sets.entries()) {
      const samples = this.samplesAt(position, room);
      if (samples === undefined) continue;
      const run = ascending(samples, this.isOrdered);
      if (run === undefined) {
        this.disputed.push(set);
        continue;
      }
      found.push({ set, ts: run.ts, values: run.values });
      first = Math.min(first, run.ts[0]!);
      last = Math.max(last, run.ts[run.ts.length - 1]!);
    }
    this.span = Math.max(0, last - first);
    return found;
  }

  /** Rows of the series that are in several pieces. */
  private rowsInPieces(): number {
    let rows = 0;
    for (let position = 0; position < this.sets.length; position++) rows += this.pieces.rowsApart(position);
    return rows;
  }

  private samplesAt(position: number, room: Room): Samples | undefined {
    const { pieces, blocks } = this;
    const own = pieces.of(position);
    if (own.length === 0) return undefined;
    if (own.length === 1) {
      const { ts, values } = blocks[pieces.block[own[0]!]!]!;
      const start = pieces.start[own[0]!]!;
      const end = pieces.end[own[0]!]!;
      return { ts: ts.subarray(start, end), values: values.subarray(start, end) };
    }
    const from = room.used;
    for (const piece of own) room.append(blocks[pieces.block[piece]!]!, pieces.start[piece]!, pieces.end[piece]!);
    return room.since(from);
  }
}

/** Runs of rows, each of one series in one block, listed by series. There are many, so they are no objects. */
class Pieces {
  block = new Int32Array(256);
  start = new Int32Array(256);
  end = new Int32Array(256);
  private time = new Float64Array(256);
  private previous = new Int32Array(256);
  private readonly last: Int32Array;
  private count = 0;

  constructor(series: number) {
    this.last = new Int32Array(series).fill(-1);
  }

  /** `time`: that of the first row. */
  add(series: number, block: number, start: number, end: number, time: number): void {
    if (this.count === this.block.length) this.grow();
    const piece = this.count++;
    this.block[piece] = block;
    this.start[piece] = start;
    this.end[piece] = end;
    this.time[piece] = time;
    this.previous[piece] = this.last[series]!;
    this.last[series] = piece;
  }

  /** Numbers of the pieces of a series by their first time; those of one time as they came. */
  of(series: number): number[] {
    const found: number[] = [];
    for (let piece = this.last[series]!; piece >= 0; piece = this.previous[piece]!) found.push(piece);
    return found.reverse().sort((a, b) => this.time[a]! - this.time[b]!);
  }

  /** Rows of a series that has several pieces; 0 where it has not. */
  rowsApart(series: number): number {
    const last = this.last[series]!;
    if (last < 0 || this.previous[last]! < 0) return 0;
    let rows = 0;
    for (let piece = last; piece >= 0; piece = this.previous[piece]!) rows += this.end[piece]! - this.start[piece]!;
    return rows;
  }

  private grow(): void {
    const size = this.count * 2;
    const larger = (values: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(size);
      copy.set(values);
      return copy;
    };
    this.block = larger(this.block);
    this.start = larger(this.start);
    this.end = larger(this.end);
    this.previous = larger(this.previous);
    const time = new Float64Array(size);
    time.set(this.time);
    this.time = time;
  }
}

/** Pieces up to this length are copied faster one by one. */
const SHORT = 64;

/** One buffer for all series that are put together: thousands of small ones would keep the garbage collector busy. */
class Room {
  used = 0;
  private readonly ts: Float64Array;
  private readonly values: Float64Array;
  private readonly words: Uint32Array;

  constructor(rows: number) {
    this.ts = new Float64Array(rows);
    this.values = new Float64Array(rows);
    this.words = new Uint32Array(this.values.buffer);
  }

  append(rows: Rows, start: number, end: number): void {
    const { used } = this;
    if (end - start > SHORT) {
      this.ts.set(rows.ts.subarray(start, end), used);
      this.values.set(rows.values.subarray(start, end), used);
    } else {
      const { ts, words } = rows;
      for (let i = start; i < end; i++) this.ts[used - start + i] = ts[i]!;
      for (let i = start * 2; i < end * 2; i++) this.words[(used - start) * 2 + i] = words[i]!;
    }
    this.used += end - start;
  }

  since(start: number): Samples {
    return { ts: this.ts.subarray(start, this.used), values: this.values.subarray(start, this.used) };
  }
}

/** The samples by time, each once; undefined where two of one time differ and it is not the last that counts. */
function ascending(samples: Samples, lastCounts: boolean): Samples | undefined {
  const { ts, values } = samples;
  let last = 0;
  while (last + 1 < ts.length && ts[last]! < ts[last + 1]!) last++;
  if (last + 1 === ts.length) return samples;
  const order = Uint32Array.from(ts, (_, i) => i).sort((a, b) => ts[a]! - ts[b]! || a - b);
  const bits = new BigUint64Array(values.buffer, values.byteOffset, values.length);
  const distinct = new Uint32Array(order.length);
  let count = 0;
  for (const i of order) {
    const before = count === 0 ? undefined : distinct[count - 1]!;
    const isRepeated = before !== undefined && ts[before] === ts[i];
    if (isRepeated && !lastCounts && bits[before] !== bits[i]) return undefined;
    if (!isRepeated) count++;
    distinct[count - 1] = i;
  }
  const kept = distinct.subarray(0, count);
  const keptBits = BigUint64Array.from(kept, (i) => bits[i]!);
  return { ts: Float64Array.from(kept, (i) => ts[i]!), values: new Float64Array(keptBits.buffer) };
}
