import { parseGoFloat } from '../../../lib/go-number.js';
import { type Labels, labelValue } from '../../../model/labels.js';
import { labelsKey } from '../../../model/labels-key.js';
import type { NativeHistogram } from '../../../model/samples.js';
import { FLOAT, type GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
import type { Position } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { warnOfBadBound, warnOfMixedHistograms } from './histogram-annotations.js';
import { HistogramBuckets, type WritableClassic } from './histogram-buckets.js';

const BUCKET_BOUND = 'le';

/** The classic histogram (series that differ in `le` alone) and the native one that have the same labels. */
export class HistogramGroup {
  readonly buckets = new HistogramBuckets();
  private native: GridSeries | undefined;

  /** `labels`: with the metric name, without `le` where there are classic buckets. */
  constructor(readonly labels: Labels) {}

  setNative(series: GridSeries): void {
    this.native = series;
  }

  nativeAt(step: number): NativeHistogram | undefined {
    return this.native?.kinds[step] === HISTOGRAM ? this.native.histogram(step) : undefined;
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
    else groupOf(withoutBound(series.labels)).buckets.add({ bound, series });
  }
  for (const group of groups.values()) group.buckets.sort();
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
  classic(step: number, histogram: WritableClassic): void;
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
    const classic = group.buckets.at(step);
    if (native !== undefined && classic !== undefined) warnOfMixedHistograms(group.labels, position, evaluation);
    else if (native !== undefined) visitor.native(step, native);
    else if (classic !== undefined) visitor.classic(step, classic);
  }
}
