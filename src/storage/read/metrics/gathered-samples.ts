import { Stretch } from '../../../lib/turns.js';
import type { Block } from '../../native/block-reader.js';
import { NumberColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { LabelSet } from '../labels/label-sets.js';
import { IdPositions } from './id-positions.js';
import { type Segment, SegmentPool } from './sample-segments.js';

/** Float samples of one series: times (ms) ascending, each once. */
export interface SampleRun {
  readonly set: LabelSet;
  readonly ts: Float64Array;
  readonly values: Float64Array;
}

type Samples = Pick<SampleRun, 'ts' | 'values'>;

/** Rows that are put together at a time, if there is more than one series: about a ms of work. */
const TOGETHER = 32_768;

export interface GatheringOptions {
  /**
   * Blocks come in the order of series and time, those of one time in the order in which they were written, so that the
   * last of them counts.
   */
  readonly isOrdered?: boolean;
  readonly pool?: SegmentPool;
}

/**
 * Puts series together from blocks that come in any order, each with the rows of a series side by side and by time, as
 * they stand in a part of a table. Values are only ever copied as bytes: a staleness marker is a NaN whose bits count.
 */
export class GatheredSamples {
  /** Rows of the series asked for. */
  rows = 0;
  /** Series of which two samples at one time differ, known after `series`: only the table tells which came last. */
  readonly disputed: LabelSet[] = [];
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private readonly positions: IdPositions;
  private readonly segments: Segment[] = [];
  private readonly pieces: Pieces;
  private readonly isOrdered: boolean;
  private readonly pool: SegmentPool;

  /** Rows of other series than `sets` are left out. */
  constructor(
    private readonly sets: readonly LabelSet[],
    { isOrdered = false, pool = new SegmentPool() }: GatheringOptions = {},
  ) {
    this.isOrdered = isOrdered;
    this.pool = pool;
    this.positions = new IdPositions(sets.map(({ id }) => id));
    this.pieces = new Pieces(sets.length);
  }

  /** The time from the first to the last sample, ms. */
  get span(): number {
    return Math.max(0, this.last - this.first);
  }

  /** Copies a block with the columns `id`, `ms` and `value`. */
  add(block: Block): void {
    const { words } = block.as('id', WideColumn);
    const ts = block.as('ms', NumberColumn);
    const values = block.as('value', NumberColumn);
    for (let start = 0; start < block.rows; ) {
      const segment = this.room(block.rows - start);
      const end = Math.min(block.rows, start + segment.left);
      const base = segment.used - start;
      segment.append(ts, values, start, end);
      this.note(words, start, end, base);
      start = end;
    }
  }

  /** Finds the series of rows [start, end) of a block; they stand in the last segment, `base` rows further. */
  private note(ids: Uint32Array, from: number, to: number, base: number): void {
    const number = this.segments.length - 1;
    const { ts } = this.segments[number]!;
    for (let start = from; start < to; ) {
      const low = ids[start * 2]!;
      const high = ids[start * 2 + 1]!;
      let end = start + 1;
      while (end < to && ids[end * 2] === low && ids[end * 2 + 1] === high) end++;
      const position = this.positions.find(low, high);
      if (position >= 0) {
        const first = ts[base + start]!;
        this.pieces.add(position, number, base + start, base + end, first);
        this.rows += end - start;
        this.first = Math.min(this.first, first);
        this.last = Math.max(this.last, ts[base + end - 1]!);
      }
      start = end;
    }
  }

  /** The segment that has room, for `rows` if they fit into one. */
  private room(rows: number): Segment {
    const last = this.segments.at(-1);
    if (last !== undefined && last.left > 0) return last;
    const segment = this.pool.take(rows, last?.rows ?? 0);
    this.segments.push(segment);
    return segment;
  }

  /**
   * The series that have samples, without those that become `disputed`, some at a time; the event loop turns in between.
   * To be called once: what was gathered is given away.
   */
  async *series(): AsyncGenerator<SampleRun[]> {
    const stretch = new Stretch();
    for (let at = 0; at < this.sets.length; ) {
      let rows = 0;
      let end = at;
      while (end < this.sets.length && (end === at || rows < TOGETHER)) rows += this.pieces.rows(end++);
      yield this.together(at, end, rows);
      at = end;
      if (stretch.isOver) await stretch.rest();
    }
    this.pool.give(this.segments);
  }

  private together(from: number, to: number, rows: number): SampleRun[] {
    const room = new Room(rows);
    const found: SampleRun[] = [];
    for (let position = from; position < to; position++) {
      const samples = this.samplesAt(position, room);
      if (samples === undefined) continue;
      const set = this.sets[position]!;
      const run = ascending(samples, this.isOrdered);
      if (run === undefined) this.disputed.push(set);
      else found.push({ set, ts: run.ts, values: run.values });
    }
    return found;
  }

  private samplesAt(position: number, room: Room): Samples | undefined {
    const { pieces, segments } = this;
    const own = pieces.of(position);
    if (own.length === 0) return undefined;
    const from = room.used;
    for (const piece of own) room.append(segments[pieces.segment[piece]!]!, pieces.start[piece]!, pieces.end[piece]!);
    return room.since(from);
  }
}

/** Runs of rows, each of one series in one segment, listed by series. There are many, so they are no objects. */
class Pieces {
  segment = new Int32Array(256);
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
  add(series: number, segment: number, start: number, end: number, time: number): void {
    if (this.count === this.segment.length) this.grow();
    const piece = this.count++;
    this.segment[piece] = segment;
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

  rows(series: number): number {
    let rows = 0;
    for (let piece = this.last[series]!; piece >= 0; piece = this.previous[piece]!) {
      rows += this.end[piece]! - this.start[piece]!;
    }
    return rows;
  }

  private grow(): void {
    const size = this.count * 2;
    const larger = (values: Int32Array): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(size);
      copy.set(values);
      return copy;
    };
    this.segment = larger(this.segment);
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

/** One buffer for series that are put together: a small one for each would keep the garbage collector busy. */
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

  append(rows: Segment, start: number, end: number): void {
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
