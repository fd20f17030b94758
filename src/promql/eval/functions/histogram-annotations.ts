import { type Labels, labelValue, METRIC_NAME } from '../../../model/labels.js';
import type { Position } from '../../ast.js';
import type { MonotonicityFix } from '../../histogram/monotonicity.js';
import { goNumber } from '../../histogram/number-text.js';
import type { Evaluation } from '../evaluation.js';

/**
 * What the functions of histograms say beside their values. Metrics are named while they still have their names, which is
 * under delayed name removal.
 */

function forMetric(labels: Labels, { features }: Evaluation): string {
  const name = features.has('promql-delayed-name-removal') ? labelValue(labels, METRIC_NAME) : '';
  return name === '' ? '' : ` for metric name ${JSON.stringify(name)}`;
}

/** Warns of each value outside 0 to 1 once. */
export function checkQuantiles(quantiles: Float64Array, position: Position, { annotations }: Evaluation): void {
  let warned: number | undefined;
  for (const q of quantiles) {
    if ((q >= 0 && q <= 1) || Object.is(q, warned)) continue;
    warned = q;
    annotations.warn(`quantile value should be between 0 and 1, got ${goNumber(q)}`, position);
  }
}

export function warnOfBadBound(labels: Labels, bound: string, position: Position, evaluation: Evaluation): void {
  const message = `bucket label "le" is missing or has a malformed value of ${JSON.stringify(bound)}`;
  evaluation.annotations.warn(`${message}${forMetric(labels, evaluation)}`, position);
}

export function warnOfMixedHistograms(labels: Labels, position: Position, evaluation: Evaluation): void {
  const message = 'vector contains a mix of classic and native histograms';
  evaluation.annotations.warn(`${message}${forMetric(labels, evaluation)}`, position);
}

export function tellOfMonotonicityFix(
  fix: MonotonicityFix,
  labels: Labels,
  position: Position,
  evaluation: Evaluation,
): void {
  const message =
    'input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)';
  evaluation.annotations.info(`${message}${forMetric(labels, evaluation)}`, position, fix);
}

/** Observations that are NaN are in no bucket, but in the count. */
export function tellOfNaNInQuantile(result: number, labels: Labels, position: Position, evaluation: Evaluation): void {
  const effect = Number.isNaN(result) ? 'result is NaN' : 'result is skewed higher';
  const message = `input to histogram_quantile has NaN observations, ${effect}`;
  evaluation.annotations.info(`${message}${forMetric(labels, evaluation)}`, position);
}

export function tellOfNaNInFraction(labels: Labels, position: Position, evaluation: Evaluation): void {
  const message = 'input to histogram_fraction has NaN observations, which are excluded from all fractions';
  evaluation.annotations.info(`${message}${forMetric(labels, evaluation)}`, position);
}
