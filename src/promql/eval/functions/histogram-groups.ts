import { parseGoFloat } from '../../../lib/go-number.js';
import { type Labels, labelValue } from '../../../model/labels.js';
import type { NativeHistogram } from '../../../model/samples.js';
import { FLOAT, type GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
import type { Position } from '../../ast.js';
import type { ClassicHistogram } from '../../histogram/classic.js';
import type { Evaluation } from '../evaluation.js';
import { labelsKey } from '../same-labels.js';
import { warnOfBadBound, warnOfMixedHistograms } from './histogram-annotations.js';

const BUCKET_BOUND = 'le';

interface BucketSeries {
  readonly bound: number;
  readonly series: GridSeries;
}

/** The classic histogram (series that differ in `le` alone) and the native one that have the same labels. */
export class HistogramGroup {
  private readonly buckets: BucketSeries[] = [];
  private native: GridSeries | undefined;
  private readonly bounds: number[] = [];
  private readonly counts: number[] = [];

  /** `labels`: with the metric name, without `le` where there are classic buckets. */
  constructor(readonly labels: Labels) {}

  addBucket(bucket: BucketSeries): void {
    this.buckets.push(bucket);
  }

  setNative(series: GridSeries): void {
    this.native = series;
  }

  sortBuckets(): void {
    this.buckets.sort((a, b) => a.bound - b.bound);
  }

  nativeAt(step: number): NativeHistogram | undefined {
    return this.native?.kinds[step] === HISTOGRAM ? this.native.histogram(step) : undefined;
  }

  /**
   * The buckets that there are at a step; those of the same bound are added. The lists are reused from step to step; the
   * counts may be changed.
   */
  classicAt(step: number): (ClassicHistogram & { readonly counts: number[] }) | undefined {
    const { bounds, counts } = this;
    bounds.length = 0;
    counts.length = 0;
    for (const { bound, series } of this.buckets) {
      if (series.kinds[step] !== FLOAT) continue;
      const count = series.values[step]!;
      if (bounds.at(-1) === bound) counts[counts.length - 1]! += count;
      else {
        bounds.push(bound);
        counts.push(count);
      }
    }
    return bounds.length === 0 ? undefined : { bounds, counts };
  }
}

/** The histograms of a vector, in the order in which they come. `position`: of the vector, for warnings. */
export function groupHistograms(
  vector: readonly GridSeries[],
  position: Position,
  evaluation: Evaluation,
): HistogramGroup[] {
  const groups = new Map<string, HistogramGroup>();
  const groupOf = (labels: Labels): HistogramGroup => {
    const key = labelsKey(labels);
    const group = groups.get(key) ?? new HistogramGroup(labels);
    groups.set(key, group);
    return group;
  };
  for (const series of vector) {
    if (series.kinds.includes(HISTOGRAM)) groupOf(series.labels).setNative(series);
    if (!series.kinds.includes(FLOAT)) continue;
    const text = labelValue(series.labels, BUCKET_BOUND);
    const bound = parseGoFloat(text);
    if (bound === undefined) warnOfBadBound(series.labels, text, position, evaluation);
    else groupOf(withoutBound(series.labels)).addBucket({ bound, series });
  }
  for (const group of groups.values()) group.sortBuckets();
  return [...groups.values()];
}

function withoutBound(labels: Labels): Labels {
  for (let i = 0; i < labels.length; i += 2) {
    if (labels[i] === BUCKET_BOUND) return [...labels.slice(0, i), ...labels.slice(i + 2)];
  }
  return labels;
}

/** What is done with the histograms of a group at a step. */
export interface HistogramVisitor {
  classic(step: number, histogram: ClassicHistogram & { readonly counts: number[] }): void;
  native(step: number, histogram: NativeHistogram): void;
}

/** Steps at which a group has both a classic and a native histogram are left out, with a warning. */
export function visitSteps(
  group: HistogramGroup,
  visitor: HistogramVisitor,
  position: Position,
  evaluation: Evaluation,
): void {
  for (let step = 0; step < evaluation.grid.count; step++) {
    const native = group.nativeAt(step);
    const classic = group.classicAt(step);
    if (native !== undefined && classic !== undefined) warnOfMixedHistograms(group.labels, position, evaluation);
    else if (native !== undefined) visitor.native(step, native);
    else if (classic !== undefined) visitor.classic(step, classic);
  }
}
