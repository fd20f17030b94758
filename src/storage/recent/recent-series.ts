import type { TimeRangeMs } from '../interface.js';

/** Times (ms) ascending, each once, and the values with their bits; views that stay as they are. */
export interface RecentRun {
  readonly ts: Float64Array;
  readonly values: Float64Array;
}

const FIRST_CAPACITY = 16;
const BYTES_PER_SAMPLE = 16;
/** Objects and entries of a series beside its samples, bytes, about. */
const BYTES_PER_SERIES = 400;
/** A series with more samples than this is not put in order: the store has it in order. */
const MAX_DISORDERED = 50_000;

/**
 * The latest float samples of one series, as they were written: from `since` on, ms, all of them.
 *
 * Whoever was given a run may keep it: samples are only ever put behind it, and arrays that change in any other way are new.
 */
export class RecentSeries {
  private capacity = FIRST_CAPACITY;
  /** Times in the first half, values in the second; `words` are the same bytes. */
  private samples = new Float64Array(FIRST_CAPACITY * 2);
  private words = new Uint32Array(this.samples.buffer);
  private start = 0;
  private end = 0;
  private isAscending = true;

  constructor(public since: number) {}

  get bytes(): number {
    return this.capacity * BYTES_PER_SAMPLE + BYTES_PER_SERIES;
  }

  get isEmpty(): boolean {
    return this.start === this.end;
  }

  /** The value comes as its two words. Where room must be made, samples before `keepFrom` go. */
  append(ms: number, low: number, high: number, keepFrom: number): void {
    if (ms < this.since) return;
    if (this.end > this.start && ms <= this.samples[this.end - 1]!) {
      if (this.isLast(ms, low, high)) return;
      this.isAscending = false;
      if (this.end - this.start >= MAX_DISORDERED) this.giveUp(ms);
      if (ms < this.since) return;
    }
    if (this.end === this.capacity) this.move(keepFrom, 1);
    const { end, capacity, words } = this;
    this.samples[end] = ms;
    words[(capacity + end) * 2] = low;
    words[(capacity + end) * 2 + 1] = high;
    this.end++;
  }

  /** The samples of a range; undefined where some of them may not be here. */
  between({ start, end }: TimeRangeMs): RecentRun | undefined {
    if (!this.isAscending) this.putInOrder();
    if (start < this.since) return undefined;
    const from = this.firstAfter(start, false);
    const to = Math.max(from, this.firstAfter(end, true));
    const { samples, capacity } = this;
    return { ts: samples.subarray(from, to), values: samples.subarray(capacity + from, capacity + to) };
  }

  /** Lets go of samples before a time, and of room that is not needed. */
  trim(keepFrom: number): void {
    if (!this.isAscending) this.putInOrder();
    this.move(keepFrom, 0);
  }

  private isLast(ms: number, low: number, high: number): boolean {
    const { samples, words, end } = this;
    const at = (this.capacity + end - 1) * 2;
    return samples[end - 1] === ms && words[at] === low && words[at + 1] === high;
  }

  private giveUp(ms: number): void {
    const times = this.samples.subarray(this.start, this.end);
    this.forgetUntil(times.reduce((latest, time) => Math.max(latest, time), ms));
    this.start = this.end;
    this.isAscending = true;
  }

  /** What lies at this time and before it is the store's to tell. */
  private forgetUntil(ms: number): void {
    this.since = Math.max(this.since, ms + 1);
  }

  /** Copies what is to be kept to new arrays with room for a quarter more and at least `more`. */
  private move(keepFrom: number, more: number): void {
    const from = this.isAscending ? this.firstAfter(keepFrom, false) : this.start;
    const { samples, words, capacity, end } = this;
    const count = end - from;
    this.capacity = Math.max(FIRST_CAPACITY, count + more + (count >> 2));
    this.samples = new Float64Array(this.capacity * 2);
    this.words = new Uint32Array(this.samples.buffer);
    this.samples.set(samples.subarray(from, end));
    this.words.set(words.subarray((capacity + from) * 2, (capacity + end) * 2), this.capacity * 2);
    this.start = 0;
    this.end = count;
  }

  /**
   * By time and each once. Where two of one time differ, only the store can tell which of them counts.
   */
  private putInOrder(): void {
    const { samples, words, capacity, start, end } = this;
    const order = Uint32Array.from({ length: end - start }, (_, i) => start + i);
    order.sort((a, b) => samples[a]! - samples[b]! || a - b);
    this.samples = new Float64Array(capacity * 2);
    this.words = new Uint32Array(this.samples.buffer);
    this.start = 0;
    this.end = 0;
    this.isAscending = true;
    for (const from of order) {
      const ms = samples[from]!;
      const low = words[(capacity + from) * 2]!;
      const high = words[(capacity + from) * 2 + 1]!;
      if (this.end > 0 && this.samples[this.end - 1] === ms) {
        if (!this.isLast(ms, low, high)) this.forgetUntil(ms);
        continue;
      }
      this.samples[this.end] = ms;
      this.words[(capacity + this.end) * 2] = low;
      this.words[(capacity + this.end) * 2 + 1] = high;
      this.end++;
    }
    this.start = this.firstAfter(this.since, false);
  }

  /** Place of the first sample at a time or later; with `isBeyond`, later. */
  private firstAfter(ms: number, isBeyond: boolean): number {
    const { samples } = this;
    let low = this.start;
    for (let high = this.end; low < high; ) {
      const middle = (low + high) >>> 1;
      const time = samples[middle]!;
      if (time < ms || (isBeyond && time === ms)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
