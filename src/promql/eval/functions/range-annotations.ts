import { labelValue, METRIC_NAME } from '../../../model/labels.js';
import type { Position } from '../../ast.js';
import type { RangeCall, SampleRun } from './implementation.js';
import { rangeArgument } from './range-argument.js';

/**
 * What range functions say beside their values. Each text comes once for a metric name and place in the query.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview
 */

const nameOf = (run: SampleRun): string => labelValue(run.labels, METRIC_NAME);

const rangePosition = ({ node }: RangeCall): Position => rangeArgument(node).position;

/** Series whose names were taken off before have none to show. */
function forMetric(run: SampleRun): string {
  const name = nameOf(run);
  return name === '' ? '' : ` for metric name ${JSON.stringify(name)}`;
}

/** There are floats and histograms in one window: no value is given. */
export function warnOfMixedSamples(run: SampleRun, call: RangeCall): void {
  call.evaluation.annotations.warn(`encountered a mix of histograms and floats${forMetric(run)}`, rangePosition(call));
}

/** A function of floats left out the histograms of a window. */
export function tellOfIgnoredHistograms(run: SampleRun, { node, evaluation }: RangeCall): void {
  evaluation.annotations.info(
    `ignored histograms in a range containing both floats and histograms${forMetric(run)}`,
    // The first argument even where it is the quantile.
    node.args[0]!.position,
  );
}

/** Histograms with custom and with exponential buckets cannot be taken together: no value is given. */
export function warnOfMixedSchemas(run: SampleRun, call: RangeCall): void {
  call.evaluation.annotations.warn(
    `vector contains a mix of histograms with exponential and custom buckets schemas${forMetric(run)}`,
    rangePosition(call),
  );
}

export function warnOfGaugeHistogram(run: SampleRun, call: RangeCall): void {
  call.evaluation.annotations.warn(
    `this native histogram metric is not a counter: ${JSON.stringify(nameOf(run))}`,
    rangePosition(call),
  );
}

export function warnOfCounterHistogram(run: SampleRun, call: RangeCall): void {
  call.evaluation.annotations.warn(
    `this native histogram metric is not a gauge: ${JSON.stringify(nameOf(run))}`,
    rangePosition(call),
  );
}

export type HistogramOperation = 'addition' | 'subtraction' | 'aggregation';

/** Custom buckets with different bounds were brought to those that they share. */
export function tellOfReconciledBounds(call: RangeCall, operation: HistogramOperation): void {
  call.evaluation.annotations.info(
    `mismatched custom buckets were reconciled during ${operation}`,
    rangePosition(call),
  );
}

/** Histograms just after a reset were taken together with such that follow on another. */
export function warnOfResetCollision(call: RangeCall): void {
  call.evaluation.annotations.warn('conflicting counter resets during histogram aggregation', rangePosition(call));
}

const COUNTER_SUFFIXES = ['_total', '_sum', '_count', '_bucket'];

/** Whether the naming conventions say that this is no counter. A series without a name may be one. */
export function isNamedAsGauge(run: SampleRun): boolean {
  const name = nameOf(run);
  return name !== '' && !COUNTER_SUFFIXES.some((suffix) => name.endsWith(suffix));
}

export function tellOfGaugeName(run: SampleRun, call: RangeCall): void {
  call.evaluation.annotations.info(
    `metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ${JSON.stringify(nameOf(run))}`,
    rangePosition(call),
  );
}
