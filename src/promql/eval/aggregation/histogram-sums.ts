import type { Labels } from '../../../model/labels.js';
import type { NativeHistogram } from '../../../model/samples.js';
import { addHistograms, divideHistogram, scaleHistogram } from '../../histogram/arithmetic.js';
import { HistogramSum } from '../../histogram/sum.js';
import type { AggregationNotes } from './notes.js';

/** The native histograms of a group at one step. */
interface Gathered {
  count: number;
  readonly sum: HistogramSum;
  /** Instead of the sum, once that is too large for floats. */
  mean: NativeHistogram | undefined;
  isIncompatible: boolean;
}

/** The sums or the means of a group's native histograms, step by step. */
export class HistogramSums {
  private readonly gathered: (Gathered | undefined)[] = [];

  constructor(
    private readonly of: 'sum' | 'mean',
    private readonly notes: AggregationNotes,
  ) {}

  add(step: number, h: NativeHistogram, labels: Labels): void {
    const gathered = this.gathered[step];
    if (gathered === undefined) {
      this.gathered[step] = { count: 1, sum: new HistogramSum(h), mean: undefined, isIncompatible: false };
      return;
    }
    gathered.count++;
    if (gathered.isIncompatible) return;
    const isAdded = gathered.mean === undefined ? this.addToSum(gathered, h) : moveMean(gathered, gathered.mean, h);
    if (!isAdded) {
      gathered.isIncompatible = true;
      this.notes.mixedSchemas(labels);
    }
  }

  private addToSum(gathered: Gathered, h: NativeHistogram): boolean {
    const { sum, count } = gathered;
    const before = this.of === 'mean' && mayOverflow(h) ? sum.histogram : undefined;
    if (!sum.add(h)) return false;
    if (before === undefined || !overflows(sum.histogram)) return true;
    return moveMean(gathered, divideHistogram(before, count - 1), h);
  }

  /** Whether there was a histogram at this step. */
  has(step: number): boolean {
    return this.gathered[step] !== undefined;
  }

  /** Undefined where there was no histogram, or where they could not be added. */
  at(step: number): NativeHistogram | undefined {
    const gathered = this.gathered[step];
    if (gathered === undefined || gathered.isIncompatible) return undefined;
    const { sum, mean, count } = gathered;
    if (sum.boundsReconciled) this.notes.reconciledBounds();
    if (sum.counterResetCollision) this.notes.resetCollision();
    if (this.of === 'sum') return sum.histogram;
    return mean ?? divideHistogram(sum.histogram, count);
  }
}

/** Moves the mean of all before towards the newest by that one's share. False where they cannot be added. */
function moveMean(gathered: Gathered, mean: NativeHistogram, h: NativeHistogram): boolean {
  const { count } = gathered;
  const moved = addHistograms(scaleHistogram(mean, (count - 1) / count), divideHistogram(h, count));
  gathered.mean = moved?.histogram;
  return moved !== undefined;
}

/** A number so large that billions of such are needed to leave the range of floats is no reason to look closer. */
const LARGE = 1e298;

const anyNumber = (h: NativeHistogram, is: (value: number) => boolean): boolean =>
  is(h.count) || is(h.sum) || is(h.zeroCount) || h.positiveCounts.some(is) || h.negativeCounts.some(is);

const mayOverflow = (h: NativeHistogram): boolean => anyNumber(h, (value) => Math.abs(value) > LARGE);

const overflows = (h: NativeHistogram): boolean => anyNumber(h, (value) => value === Infinity || value === -Infinity);
