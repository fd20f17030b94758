import type { AnnotationDetail } from '../annotations.js';
import { goNumber } from './number-text.js';

/** Relative difference up to which two counts are the same but for rounding. */
const TOLERANCE = 1e-12;
/** The smallest normal float. */
const MIN_NORMAL = 2 ** -1022;

/**
 * Makes cumulative counts ascend, as they must where all buckets are of the same time: what is smaller than the count
 * before becomes the same as it. Differences that rounding explains are evened out silently; of the others a report is given.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function fixMonotonicity(
  bounds: readonly number[],
  counts: number[],
  time: number,
): MonotonicityFix | undefined {
  let fix: MonotonicityFix | undefined;
  let before = counts[0]!;
  for (let i = 1; i < counts.length; i++) {
    const count = counts[i]!;
    if (count === before) continue;
    if (isNearly(before, count)) counts[i] = before;
    else if (count < before) {
      counts[i] = before;
      const found = new MonotonicityFix(bounds[i]!, before - count, time);
      if (fix === undefined) fix = found;
      else fix.widen(found);
    } else before = count;
  }
  return fix;
}

function isNearly(a: number, b: number): boolean {
  const sum = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sum < MIN_NORMAL) return difference < TOLERANCE * MIN_NORMAL;
  return difference / Math.min(sum, Number.MAX_VALUE) < TOLERANCE;
}

/** Where and when counts had to be changed, and how much. */
export class MonotonicityFix implements AnnotationDetail {
  private samples = 1;
  private minBound: number;
  private maxBound: number;
  private first: number;
  private last: number;

  /** `time` in ms. */
  constructor(
    bound: number,
    private maxDifference: number,
    time: number,
  ) {
    this.minBound = bound;
    this.maxBound = bound;
    this.first = time;
    this.last = time;
  }

  /** Takes in another bucket of the same sample. */
  widen(other: MonotonicityFix): void {
    this.minBound = Math.min(this.minBound, other.minBound);
    this.maxBound = Math.max(this.maxBound, other.maxBound);
    this.maxDifference = Math.max(this.maxDifference, other.maxDifference);
  }

  include(other: MonotonicityFix): void {
    this.widen(other);
    this.samples += other.samples;
    this.first = Math.min(this.first, other.first);
    this.last = Math.max(this.last, other.last);
  }

  get text(): string {
    const buckets = `from buckets ${goNumber(this.minBound)} to ${goNumber(this.maxBound)}`;
    const difference = `with a max diff of ${goNumber(this.maxDifference, 2)}`;
    const times = `from ${timeText(this.first)} to ${timeText(this.last)}`;
    return `, ${buckets}, ${difference}, over ${this.samples} samples ${times}`;
  }
}

/** RFC 3339 in whole seconds; of times that no calendar has, the ms. */
function timeText(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
