import type { Block } from '../native/block-reader.js';
import { NumberColumn, WideColumn } from '../native/block-reader-columns.js';

/** Float samples of one series: times (ms) ascending, each once. Where it lies within one block, views of it. */
export interface SampleRun {
  readonly id: bigint;
  readonly ts: Float64Array;
  readonly values: Float64Array;
}

/**
 * Cuts blocks with the columns `id`, `ms` and `value`, sorted by series and time, into the samples of each series. Of
 * several samples at one time the last counts. Values are only ever copied as bytes: a staleness marker is a NaN whose
 * bits count.
 */
export class SampleRuns {
  /** The series that the last block ended with, as its pieces in each block. */
  private openId = 0n;
  private open: { readonly ts: Float64Array; readonly values: Float64Array }[] = [];
  /** Samples of the series before: the next one has as many more often than not. */
  private usual = 1;

  /** The series that are complete now that this block has come. */
  push(block: Block): SampleRun[] {
    const column = block.as('id', WideColumn);
    const ids = column.words;
    const ts = block.as('ms', NumberColumn).values as Float64Array;
    const values = block.as('value', NumberColumn).values as Float64Array;
    const complete: SampleRun[] = [];
    for (let start = 0; start < block.rows; ) {
      const id = column.values[start]!;
      const end = this.endOfRun(ids, start, block.rows);
      if (start === 0 && this.open.length > 0 && id !== this.openId) complete.push(this.closed());
      const piece = { ts: ts.subarray(start, end), values: values.subarray(start, end) };
      if (end === block.rows || this.open.length > 0) {
        this.openId = id;
        this.open.push(piece);
        if (end < block.rows) complete.push(this.closed());
      } else {
        complete.push(distinct(id, piece.ts, piece.values));
      }
      start = end;
    }
    return complete;
  }

  /** The last series, once there are no more blocks. */
  finish(): SampleRun[] {
    return this.open.length === 0 ? [] : [this.closed()];
  }

  private closed(): SampleRun {
    const run = distinct(
      this.openId,
      joined(this.open.map(({ ts }) => ts)),
      joined(this.open.map(({ values }) => values)),
    );
    this.open = [];
    return run;
  }

  /** The first row after `start` that is of another series: looked for in steps that double, then halve. */
  private endOfRun(ids: Uint32Array, start: number, rows: number): number {
    const low = ids[start * 2]!;
    const high = ids[start * 2 + 1]!;
    const isSame = (row: number): boolean => ids[row * 2] === low && ids[row * 2 + 1] === high;
    let same = start;
    let other = start + this.usual;
    for (let step = 1; other < rows && isSame(other); step *= 2) {
      same = other;
      other += step;
    }
    if (other > rows) other = rows;
    while (other - same > 1) {
      // The end is at its usual place more often than not.
      const middle = same === start && other === start + this.usual ? other - 1 : (same + other) >>> 1;
      if (isSame(middle)) same = middle;
      else other = middle;
    }
    this.usual = other - start;
    return other;
  }
}

function joined(pieces: readonly Float64Array[]): Float64Array {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new Float64Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The run without samples that a later one of the same time replaces; the arrays as they are where there is none. */
function distinct(id: bigint, ts: Float64Array, values: Float64Array): SampleRun {
  const replaced: number[] = [];
  for (let i = 1; i < ts.length; i++) if (ts[i] === ts[i - 1]) replaced.push(i - 1);
  if (replaced.length === 0) return { id, ts, values };
  return { id, ts: without(ts, replaced), values: without(values, replaced) };
}

/** `values` without those at the indexes `left`, ascending. */
function without(values: Float64Array, left: readonly number[]): Float64Array {
  const rest = new Float64Array(values.length - left.length);
  let from = 0;
  let at = 0;
  for (const to of [...left, values.length]) {
    rest.set(values.subarray(from, to), at);
    at += to - from;
    from = to + 1;
  }
  return rest;
}
