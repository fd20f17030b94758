import type { NativeHistogram } from '../../model/samples.js';

/** The buckets of one side of a histogram: indexes, ascending, and the count of each. */
export interface SparseBuckets {
  readonly indexes: readonly number[];
  readonly counts: readonly number[];
}

export const NO_BUCKETS: SparseBuckets = { indexes: [], counts: [] };

type Spans = NativeHistogram['positiveSpans'];

/** Spans give the gap to the bucket before (the first: the index itself) and how many buckets follow without a gap. */
export function fromSpans(spans: Spans, counts: readonly number[]): SparseBuckets {
  if (counts.length === 0) return NO_BUCKETS;
  const indexes: number[] = [];
  let index = 0;
  for (const { offset, length } of spans) {
    index += offset;
    for (let i = 0; i < length && indexes.length < counts.length; i++) indexes.push(index++);
  }
  return { indexes, counts };
}

/** Spans and counts as a histogram keeps them, without empty buckets. */
export function toSpans({ indexes, counts }: SparseBuckets): { spans: Spans; counts: number[] } {
  const spans: { offset: number; length: number }[] = [];
  const kept: number[] = [];
  let next = 0;
  for (let i = 0; i < indexes.length; i++) {
    if (counts[i] === 0) continue;
    const index = indexes[i]!;
    if (kept.length > 0 && index === next) spans.at(-1)!.length++;
    else spans.push({ offset: index - next, length: 1 });
    kept.push(counts[i]!);
    next = index + 1;
  }
  return { spans, counts: kept };
}

/** The buckets of both sides, in order; where one has no bucket, its count is 0. */
export function combine(a: SparseBuckets, b: SparseBuckets, combined: (a: number, b: number) => number): SparseBuckets {
  const indexes: number[] = [];
  const counts: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.indexes.length || j < b.indexes.length) {
    const left = a.indexes[i] ?? Infinity;
    const right = b.indexes[j] ?? Infinity;
    indexes.push(Math.min(left, right));
    counts.push(combined(left <= right ? a.counts[i++]! : 0, right <= left ? b.counts[j++]! : 0));
  }
  return { indexes, counts };
}

/** Buckets under other indexes; those that get the same one are added. `target` does not descend. */
export function relocated({ indexes, counts }: SparseBuckets, target: (index: number) => number): SparseBuckets {
  const moved: number[] = [];
  const added: number[] = [];
  for (let i = 0; i < indexes.length; i++) {
    const index = target(indexes[i]!);
    if (moved.at(-1) === index) added[added.length - 1]! += counts[i]!;
    else {
      moved.push(index);
      added.push(counts[i]!);
    }
  }
  return { indexes: moved, counts: added };
}

export const scaled = ({ indexes, counts }: SparseBuckets, change: (count: number) => number): SparseBuckets => ({
  indexes,
  counts: counts.map(change),
});
