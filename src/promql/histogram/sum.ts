import type { NativeHistogram } from '../../model/samples.js';
import { CompensatedSum } from '../../vector/compensated-sum.js';
import { type Contents, combineContents, commonLayout, contentsOf, inLayout, toHistogram } from './contents.js';
import { joinHints, NO_RESET, RESET } from './reset-hint.js';
import { hasCustomBuckets, sameBounds } from './schema.js';
import { NO_BUCKETS } from './sparse-buckets.js';

const scratch = new CompensatedSum();

/** What rounding takes away where `b` is added to `a`. */
function lostBy(a: number, b: number): number {
  scratch.clear();
  scratch.add(a);
  scratch.add(b);
  return scratch.compensation;
}

/**
 * A sum of many histograms, in the finest layout that all can be brought to; rounding errors of each number are summed beside
 * it. https://prometheus.io/docs/specs/native_histograms/#addition-and-subtraction
 */
export class HistogramSum {
  /** Custom bounds differed and only those that all have were kept. */
  boundsReconciled = false;
  private hasReset: boolean;
  private hasNoReset: boolean;
  private hint: number;
  private sum: Contents;
  private lost: Contents;

  constructor(first: NativeHistogram) {
    this.sum = contentsOf(first);
    this.lost = { layout: this.sum.layout, count: 0, sum: 0, zeroCount: 0, positive: NO_BUCKETS, negative: NO_BUCKETS };
    this.hint = first.resetHint;
    this.hasReset = first.resetHint === RESET;
    this.hasNoReset = first.resetHint === NO_RESET;
  }

  /** Some came with "counter reset", others with "no counter reset". */
  get counterResetCollision(): boolean {
    return this.hasReset && this.hasNoReset;
  }

  /** False, and nothing added, between exponential and custom buckets. */
  add(h: NativeHistogram): boolean {
    const added = contentsOf(h);
    const layout = commonLayout(this.sum, added);
    if (layout === undefined) return false;
    this.boundsReconciled ||=
      hasCustomBuckets(layout) && !sameBounds(this.sum.layout.customValues, added.layout.customValues);
    const before = inLayout(this.sum, layout);
    const rest = inLayout(added, layout);
    const lost = inLayout(this.lost, layout);
    this.lost = combineContents(lost, combineContents(before, rest, lostBy), (a, b) => a + b);
    this.sum = combineContents(before, rest, (a, b) => a + b);
    this.hint = joinHints(this.hint, h.resetHint).hint;
    this.hasReset ||= h.resetHint === RESET;
    this.hasNoReset ||= h.resetHint === NO_RESET;
    return true;
  }

  get histogram(): NativeHistogram {
    return toHistogram(
      combineContents(this.sum, this.lost, (a, b) => a + b),
      this.hint,
    );
  }
}
