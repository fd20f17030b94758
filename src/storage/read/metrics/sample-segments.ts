import type { NumberColumn } from '../../native/block-reader-columns.js';

/** Rows of a whole segment: 2 MB. */
const WHOLE = 131_072;

/** Room for times (ms) and values of samples; `words` are the bytes of `values`. */
export class Segment {
  used = 0;
  readonly ts: Float64Array;
  readonly values: Float64Array;
  readonly words: Uint32Array;

  constructor(readonly rows: number) {
    this.ts = new Float64Array(rows);
    this.values = new Float64Array(rows);
    this.words = new Uint32Array(this.values.buffer);
  }

  get left(): number {
    return this.rows - this.used;
  }

  /** Copies rows [start, end) of two Float64 columns behind what it has. There must be room. */
  append(ts: NumberColumn, values: NumberColumn, start: number, end: number): void {
    ts.copyTo(this.ts, this.used, start, end);
    values.copyTo(this.values, this.used, start, end);
    this.used += end - start;
  }
}

/**
 * Segments that are used again: what is read by the 100 million rows would otherwise lie about as garbage, which memory
 * outside of V8's heap does for long.
 */
export class SegmentPool {
  private readonly free: Segment[] = [];

  /** An empty segment with room for `rows` or, where that is less, a whole one. `before`: what its user has already. */
  take(rows: number, before: number): Segment {
    const found = this.free.pop();
    return found ?? new Segment(Math.min(WHOLE, Math.max(rows, before * 2)));
  }

  /** Nobody may look at the segments any more. */
  give(segments: readonly Segment[]): void {
    for (const segment of segments) {
      if (segment.rows < WHOLE) continue;
      segment.used = 0;
      this.free.push(segment);
    }
  }
}
