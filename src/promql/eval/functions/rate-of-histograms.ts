import type { NativeHistogram } from '../../../model/samples.js';
import { scaleHistogram } from '../../histogram/arithmetic.js';
import { contentsOf, inLayout, toHistogram } from '../../histogram/contents.js';
import { GAUGE } from '../../histogram/reset-hint.js';
import { hasCustomBuckets } from '../../histogram/schema.js';
import { histogramResets, ResetCursor } from './counter-resets.js';
import { extrapolationFactor } from './extrapolation.js';
import type { RangeCall, SampleRun, WindowFunction } from './implementation.js';
import { JoinedHistograms } from './joined-histograms.js';
import { warnOfCounterHistogram, warnOfGaugeHistogram, warnOfMixedSchemas } from './range-annotations.js';
import type { RateKind } from './rate.js';

/**
 * `rate`, `increase` and `delta` of native histograms, as of floats with each bucket a counter. The result has the lowest
 * resolution of all that it looked at.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#rate
 */
export function rateOfHistograms(run: SampleRun, call: RangeCall, { isCounter, isRate }: RateKind): WindowFunction {
  const { ts } = run;
  // Windows that hold histograms alone come here.
  const histograms = run.histograms as readonly NativeHistogram[];
  const change = histogramChange(run, call, isCounter);
  return (window, output) => {
    const { from, start, end } = window;
    const last = window.to - 1;
    if (last === from) return;
    const difference = change(from, last);
    if (difference === undefined) return;
    const growth = isCounter ? difference.count : 0;
    let factor = extrapolationFactor(start, end, ts[from]!, ts[last]!, last - from, histograms[from]!.count, growth);
    if (isRate) factor /= (end - start) / 1000;
    output.setHistogram(window.step, scaleHistogram(difference, factor));
  };
}

/**
 * What was added between the histograms `from` and `last`, resets of counters accounted for. Undefined, with a warning,
 * where exponential and custom buckets meet.
 */
function histogramChange(
  run: SampleRun,
  call: RangeCall,
  isCounter: boolean,
): (from: number, last: number) => NativeHistogram | undefined {
  const histograms = run.histograms as readonly NativeHistogram[];
  const joined = new JoinedHistograms(run, call);
  const resets = isCounter ? histogramResets(histograms) : [];
  const cursor = new ResetCursor(resets);
  return (from, last) => {
    warnOfHints(run, call, isCounter, from, last);
    let next = cursor.after(from);
    // After a reset at once, the first histogram says nothing: not even its buckets matter.
    const startsAnew = next < resets.length && resets[next] === from + 1;
    if (startsAnew) next++;
    const schema = lowestSchema(histograms, startsAnew ? from + 1 : from, last, isCounter);
    if (schema === undefined) {
      warnOfMixedSchemas(run, call);
      return undefined;
    }
    const end = toSchema(histograms[last]!, schema);
    let change: NativeHistogram | undefined = startsAnew ? end : joined.subtract(end, histograms[from]!);
    for (; change !== undefined && next < resets.length && resets[next]! <= last; next++) {
      change = joined.add(change, histograms[resets[next]! - 1]!);
    }
    return change && { ...change, resetHint: GAUGE };
  };
}

/** Says so where the function is not the one for this kind of histogram. */
export function warnOfHints(run: SampleRun, call: RangeCall, isCounter: boolean, from: number, last: number): void {
  const histograms = run.histograms as readonly NativeHistogram[];
  if (!isCounter) {
    if (histograms[from]!.resetHint !== GAUGE || histograms[last]!.resetHint !== GAUGE)
      warnOfCounterHistogram(run, call);
    return;
  }
  for (let i = from; i <= last; i++) {
    if (histograms[i]!.resetHint === GAUGE) {
      warnOfGaugeHistogram(run, call);
      return;
    }
  }
}

/** Of gauges the two ends count alone. Undefined where exponential and custom buckets meet. */
function lowestSchema(
  histograms: readonly NativeHistogram[],
  from: number,
  last: number,
  isCounter: boolean,
): number | undefined {
  const end = histograms[last]!;
  let lowest = end.schema;
  for (let i = from; i < last; i = isCounter ? i + 1 : last) {
    const { schema } = histograms[i]!;
    if (hasCustomBuckets(histograms[i]!) !== hasCustomBuckets(end)) return undefined;
    if (schema < lowest) lowest = schema;
  }
  return lowest;
}

/** The histogram in buckets as wide as or wider than its own. */
function toSchema(h: NativeHistogram, schema: number): NativeHistogram {
  if (schema === h.schema) return h;
  const contents = contentsOf(h);
  return toHistogram(inLayout(contents, { ...contents.layout, schema }), h.resetHint);
}
