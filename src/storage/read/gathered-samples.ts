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

/** Samples of one series that stand side by side in a block. */
interface Piece {
  readonly ts: Float64Array;
  readonly values: Float64Array;
  readonly start: number;
  readonly end: number;
}

/** Pieces up to this length are copied faster one by one. */
const SHORT = 64;

/**
 * Puts series together from blocks that come in any order, each with the rows of a series side by side and by time, as
 * they stand in a part of a table. Values are only ever copied as bytes: a staleness marker is a NaN whose bits count.
 */
export class GatheredSamples {
  /** Rows of the series asked for … */
  rows = 0;
  /** … and the time from the first to the last of them, ms; known after `series`. */
  span = 0;
  /** Series of which two samples at one time differ: which of them came last only the table can tell. */
  readonly disputed: LabelSet[] = [];
  private readonly positions: IdPositions;
  private readonly pieces: (Piece[] | undefined)[];

  /**
   * Rows of other series than `sets` are left out. `isOrdered`: blocks come in the order of series and time, those of one
   * time in the order in which they were written, so that the last of them counts.
   */
  constructor(
    private readonly sets: readonly LabelSet[],
    private readonly isOrdered = false,
  ) {
    this.positions = new IdPositions(sets.map(({ id }) => id));
    this.pieces = new Array(sets.length);
  }

  /** A block with the columns `id`, `ms` and `value`. */
  add(block: Block): void {
    const ids = block.as('id', WideColumn).words;
    const ts = block.as('ms', NumberColumn).values as Float64Array;
    const values = block.as('value', NumberColumn).values as Float64Array;
    for (let start = 0; start < block.rows; ) {
      const low = ids[start * 2]!;
      const high = ids[start * 2 + 1]!;
      let end = start + 1;
      while (end < block.rows && ids[end * 2] === low && ids[end * 2 + 1] === high) end++;
      const position = this.positions.find(low, high);
      if (position >= 0) {
        const piece = { ts, values, start, end };
        const others = this.pieces[position];
        if (others === undefined) this.pieces[position] = [piece];
        else others.push(piece);
        this.rows += end - start;
      }
      start = end;
    }
  }

  /** The series that have samples, without those that become `disputed`. */
  series(): SampleRun[] {
    const found: SampleRun[] = [];
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const [position, pieces] of this.pieces.entries()) {
      if (pieces === undefined) continue;
      const set = this.sets[position]!;
      const samples = pieces.length === 1 ? viewOf(pieces[0]!) : joined(pieces);
      const run = ascending(samples, this.isOrdered);
      if (run === undefined) {
        this.disputed.push(set);
        continue;
      }
      found.push({ set, ...run });
      first = Math.min(first, run.ts[0]!);
      last = Math.max(last, run.ts.at(-1)!);
    }
    this.span = Math.max(0, last - first);
    return found;
  }
}

type Samples = Pick<SampleRun, 'ts' | 'values'>;

const viewOf = ({ ts, values, start, end }: Piece): Samples => ({
  ts: ts.subarray(start, end),
  values: values.subarray(start, end),
});

/** One piece behind the other, that with the earlier first sample first. */
function joined(pieces: Piece[]): Samples {
  pieces.sort((a, b) => a.ts[a.start]! - b.ts[b.start]!);
  const length = pieces.reduce((sum, { start, end }) => sum + end - start, 0);
  const ts = new Float64Array(length);
  const values = new Float64Array(length);
  const words = new Uint32Array(values.buffer);
  let at = 0;
  for (const piece of pieces) {
    const { start, end } = piece;
    if (end - start > SHORT) {
      const view = viewOf(piece);
      ts.set(view.ts, at);
      values.set(view.values, at);
    } else {
      const source = new Uint32Array(piece.values.buffer, piece.values.byteOffset);
      for (let row = start; row < end; row++) ts[at + row - start] = piece.ts[row]!;
      for (let word = start * 2; word < end * 2; word++) words[at * 2 + word - start * 2] = source[word]!;
    }
    at += end - start;
  }
  return { ts, values };
}

/** The samples by time, each once; undefined where two of one time differ and it is not the last that counts. */
function ascending(samples: Samples, lastCounts: boolean): Samples | undefined {
  const { ts, values } = samples;
  let last = 0;
  while (last + 1 < ts.length && ts[last]! < ts[last + 1]!) last++;
  if (last + 1 === ts.length) return samples;
  const order = Uint32Array.from(ts, (_, i) => i).sort((a, b) => ts[a]! - ts[b]!);
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
