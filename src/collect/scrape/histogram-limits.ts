import type { NativeHistogram } from '../../model/samples.js';
import {
  atKnownSchema,
  BucketLayout,
  CUSTOM_BUCKETS_SCHEMA,
  MAX_SCHEMA,
  MIN_SCHEMA,
  reducedIndex,
} from '../../wire/prometheus/native-histogram.js';
import type { ScrapeLimits } from './scrape-config.js';

type Spans = NativeHistogram['positiveSpans'];

/**
 * A histogram with as many buckets as it may have. Throws where no resolution is low enough.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config (native_histogram_bucket_limit)
 */
export function limitedHistogram(given: NativeHistogram, limits: ScrapeLimits): NativeHistogram {
  let histogram = atKnownSchema(given);
  const isCustom = histogram.schema === CUSTOM_BUCKETS_SCHEMA;
  if (!isCustom) {
    const finest = finestSchema(limits.histogramBucketFactor);
    while (histogram.schema > finest) histogram = halved(histogram);
  }
  while (bucketsOf(histogram) > limits.histogramBuckets) {
    if (isCustom || histogram.schema <= MIN_SCHEMA) throw new Error('histogram bucket limit exceeded');
    histogram = halved(histogram);
  }
  return histogram;
}

const bucketsOf = ({ positiveCounts, negativeCounts }: NativeHistogram): number =>
  positiveCounts.length + negativeCounts.length;

/** The finest schema whose buckets grow by this factor at least: 2^(2^-schema). */
function finestSchema(factor: number): number {
  if (factor <= 1) return MAX_SCHEMA;
  return Math.min(MAX_SCHEMA, Math.max(MIN_SCHEMA, -Math.ceil(Math.log2(Math.log2(factor)) - 1e-9)));
}

function halved(histogram: NativeHistogram): NativeHistogram {
  const positive = halvedSpans(histogram.positiveSpans, histogram.positiveCounts);
  const negative = halvedSpans(histogram.negativeSpans, histogram.negativeCounts);
  return {
    ...histogram,
    schema: histogram.schema - 1,
    positiveSpans: positive.spans,
    positiveCounts: positive.counts,
    negativeSpans: negative.spans,
    negativeCounts: negative.counts,
  };
}

function halvedSpans(spans: Spans, counts: readonly number[]): BucketLayout {
  const layout = new BucketLayout();
  let index = 0;
  let at = 0;
  for (const { offset, length } of spans) {
    index += offset;
    for (let i = 0; i < length; i++) layout.add(reducedIndex(index++, 1), counts[at++]!);
  }
  return layout;
}
