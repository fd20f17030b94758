import type { NativeHistogram } from '../../model/samples.js';

/** The schema of histograms with custom bucket bounds. */
export const CUSTOM_BUCKETS_SCHEMA = -53;
/** Exponential schemas that readers know; up to 52 they can be reduced to the finest of these. */
export const MIN_SCHEMA = -4;
export const MAX_SCHEMA = 8;
const MAX_RESERVED_SCHEMA = 52;

type Span = { offset: number; length: number };

/** A histogram without observations: what a stale marker and the zero sample at a start time carry. */
export function emptyHistogram(isFloat: boolean): NativeHistogram {
  return {
    schema: 0,
    zeroThreshold: 0,
    zeroCount: 0,
    count: 0,
    sum: 0,
    positiveSpans: [],
    positiveCounts: [],
    negativeSpans: [],
    negativeCounts: [],
    customValues: [],
    resetHint: 0,
    isFloat,
  };
}

/**
 * Why `histogram` is not valid, by the rules of the specification; `undefined` when it is.
 * https://prometheus.io/docs/specs/native_histograms/#data-model
 */
export function invalidHistogram(histogram: NativeHistogram): string | undefined {
  const { schema, customValues, positiveSpans, positiveCounts, negativeSpans, negativeCounts } = histogram;
  if (schema === CUSTOM_BUCKETS_SCHEMA) {
    const problem = invalidCustomBuckets(histogram);
    if (problem !== undefined) return problem;
  } else {
    if (schema < MIN_SCHEMA || schema > MAX_RESERVED_SCHEMA) return `schema ${schema} is not known`;
    if (customValues.length > 0) return `custom bounds with the exponential schema ${schema}`;
  }
  return (
    invalidBuckets('positive', positiveSpans, positiveCounts) ??
    invalidBuckets('negative', negativeSpans, negativeCounts) ??
    invalidCount(histogram)
  );
}

function invalidCustomBuckets(histogram: NativeHistogram): string | undefined {
  const { customValues, positiveSpans, zeroCount, zeroThreshold, negativeSpans, negativeCounts } = histogram;
  if (zeroCount !== 0 || zeroThreshold !== 0) return 'a zero bucket beside custom bounds';
  if (negativeSpans.length > 0 || negativeCounts.length > 0) return 'negative buckets beside custom bounds';
  for (const [i, bound] of customValues.entries()) {
    if (Number.isNaN(bound)) return `custom bound ${i} is NaN`;
    if (i > 0 && bound <= customValues[i - 1]!) return `custom bound ${i} is not above the one before`;
  }
  if (customValues.at(-1) === Infinity) return 'the last custom bound is +Inf, which is implied';
  const end = positiveSpans.reduce((sum, span) => sum + span.offset + span.length, 0);
  return end > customValues.length + 1 ? `buckets beyond the ${customValues.length} custom bounds` : undefined;
}

function invalidBuckets(side: string, spans: readonly Span[], counts: readonly number[]): string | undefined {
  let buckets = 0;
  for (const [i, span] of spans.entries()) {
    if (i > 0 && span.offset < 0) return `${side} span ${i} has the negative offset ${span.offset}`;
    buckets += span.length;
  }
  if (buckets !== counts.length) return `${side} spans need ${buckets} buckets, there are ${counts.length}`;
  const negative = counts.findIndex((count) => count < 0);
  return negative < 0 ? undefined : `${side} bucket ${negative} has the count ${counts[negative]}`;
}

/** Float histograms may disagree by rounding, and observations of NaN are counted but are in no bucket. */
function invalidCount({
  isFloat,
  count,
  sum,
  zeroCount,
  positiveCounts,
  negativeCounts,
}: NativeHistogram): string | undefined {
  if (count < 0 || zeroCount < 0) return `negative count (${count}) or zero count (${zeroCount})`;
  if (isFloat) return undefined;
  const add = (total: number, n: number): number => total + n;
  const found = negativeCounts.reduce(add, positiveCounts.reduce(add, zeroCount));
  const agrees = Number.isNaN(sum) ? found <= count : found === count;
  return agrees ? undefined : `its buckets hold ${found} observations, its count is ${count}`;
}

/** A histogram of the finest schema that readers know, for one of a finer schema. */
export function atKnownSchema(histogram: NativeHistogram): NativeHistogram {
  const shift = histogram.schema - MAX_SCHEMA;
  if (shift <= 0) return histogram;
  const positive = reduceSpans(histogram.positiveSpans, histogram.positiveCounts, shift);
  const negative = reduceSpans(histogram.negativeSpans, histogram.negativeCounts, shift);
  return {
    ...histogram,
    schema: MAX_SCHEMA,
    positiveSpans: positive.spans,
    positiveCounts: positive.counts,
    negativeSpans: negative.spans,
    negativeCounts: negative.counts,
  };
}

function reduceSpans(spans: readonly Span[], counts: readonly number[], shift: number): BucketLayout {
  const layout = new BucketLayout();
  let index = 0;
  let at = 0;
  for (const span of spans) {
    index += span.offset;
    for (let i = 0; i < span.length; i++) layout.add(reducedIndex(index++, shift), counts[at++]!);
  }
  return layout;
}

/** The bucket that holds bucket `index` when the schema is `shift` lower: ceil(index / 2^shift). */
export function reducedIndex(index: number, shift: number): number {
  return Math.ceil(index / 2 ** shift);
}

/** Empty buckets between two filled ones that are written out, since another span would take more room. */
const MAX_WRITTEN_GAP = 2;

/** Spans and counts of buckets that come in ascending order; counts of one index are added up. */
export class BucketLayout {
  readonly spans: Span[] = [];
  readonly counts: number[] = [];
  /** The index after the last bucket. */
  private next = 0;

  add(index: number, count: number): void {
    const gap = index - this.next;
    const last = this.spans.at(-1);
    if (last !== undefined && gap === -1) {
      this.counts[this.counts.length - 1]! += count;
      return;
    }
    if (last === undefined || gap > MAX_WRITTEN_GAP) this.spans.push({ offset: gap, length: 1 });
    else {
      for (let i = 0; i < gap; i++) this.counts.push(0);
      last.length += gap + 1;
    }
    this.counts.push(count);
    this.next = index + 1;
  }
}
