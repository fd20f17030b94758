import { type Labels, METRIC_NAME } from '../../model/labels.js';
import type { GridSeries } from '../../vector/grid-series.js';
import type { Evaluation } from './evaluation.js';

/** Labels without the metric name. */
export function withoutMetricName(labels: Labels): Labels {
  const at = labels.indexOf(METRIC_NAME);
  // Names stand at even indexes: a value may be `__name__` too.
  if (at < 0) return labels;
  if (at % 2 === 0) return [...labels.slice(0, at), ...labels.slice(at + 2)];
  return labels.filter((_, i) => labels[i - (i % 2)] !== METRIC_NAME);
}

/** The series without its metric name: at once, or at the query's end where the feature promql-delayed-name-removal is on. */
export function dropMetricName(series: GridSeries, { features }: Evaluation): GridSeries {
  if (!features.has('promql-delayed-name-removal')) return series.withLabels(withoutMetricName(series.labels));
  const dropped = series.withLabels(series.labels);
  dropped.dropName = true;
  return dropped;
}
