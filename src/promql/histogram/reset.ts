import type { NativeHistogram } from '../../model/samples.js';
import { type Contents, commonLayout, contentsOf, inLayout, widenedThreshold } from './contents.js';
import { NO_RESET, RESET } from './reset-hint.js';
import { hasCustomBuckets } from './schema.js';
import type { SparseBuckets } from './sparse-buckets.js';

/**
 * Whether the counters of a histogram began anew since the one before: where its hint leaves that open, when the count, a
 * bucket or the zero bucket is smaller than before, or when the layout became finer, which only a new histogram does.
 * https://prometheus.io/docs/specs/native_histograms/#counter-reset-considerations
 */
export function detectReset(current: NativeHistogram, previous: NativeHistogram): boolean {
  if (current.resetHint === RESET) return true;
  if (current.resetHint === NO_RESET) return false;
  if (current.count < previous.count) return true;
  const now = contentsOf(current);
  const before = contentsOf(previous);
  const layout = commonLayout(now, before);
  if (layout === undefined) return true;
  if (!hasCustomBuckets(layout) && becameFiner(now, before)) return true;
  const reached = inLayout(now, layout);
  const had = inLayout(before, layout);
  return (
    reached.zeroCount < had.zeroCount ||
    anySmaller(reached.positive, had.positive) ||
    anySmaller(reached.negative, had.negative)
  );
}

function becameFiner(now: Contents, before: Contents): boolean {
  const threshold = now.layout.zeroThreshold;
  if (now.layout.schema > before.layout.schema || threshold < before.layout.zeroThreshold) return true;
  // A zero bucket that grows swallows whole buckets.
  return widenedThreshold(before, threshold) !== threshold;
}

function anySmaller(now: SparseBuckets, before: SparseBuckets): boolean {
  let at = 0;
  for (let i = 0; i < before.indexes.length; i++) {
    while (at < now.indexes.length && now.indexes[at]! < before.indexes[i]!) at++;
    const count = now.indexes[at] === before.indexes[i] ? now.counts[at]! : 0;
    if (count < before.counts[i]!) return true;
  }
  return false;
}
