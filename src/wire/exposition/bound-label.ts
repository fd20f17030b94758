import { parseGoFloat } from '../../lib/go-number.js';
import { textFloat } from '../prometheus/text-float.js';

/** The label whose value is a number, by the type of the family. */
const BOUND_LABEL: Readonly<Record<string, string>> = { histogram: 'le', gaugehistogram: 'le', summary: 'quantile' };

/**
 * The value of a label, in the one notation that bounds and quantiles are stored with whatever the page's format: `1` as
 * `1.0`. What is no number stays. https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function normalizedValue(type: string, label: string, value: string): string {
  if (label !== BOUND_LABEL[type]) return value;
  const bound = parseGoFloat(value);
  return bound === undefined ? value : boundText(bound);
}

/** https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md#considerations-canonical-numbers */
export function boundText(bound: number): string {
  if (bound === 0) return '0.0';
  const text = textFloat(bound);
  return Number.isFinite(bound) && !/[.e]/.test(text) ? `${text}.0` : text;
}
