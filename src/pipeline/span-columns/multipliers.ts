import type { SeriesRef } from '../../model/series.js';
import type { AttributeValue } from './distinct-values.js';
import { resourceValue, type SpanColumns } from './span-columns.js';

/**
 * How many requests a span stands for, by the share of traces that its sampler kept (attribute `key` of the span or its
 * resource): 1 where there is none.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/#handling-sampled-traces
 */
export function multipliers(
  columns: SpanColumns,
  key: string | undefined,
  resource: SeriesRef,
): (row: number) => number {
  if (key === undefined) return ONE;
  const ofResource = inverse(resourceValue(resource, key));
  const values = columns.attribute(key);
  if (values === undefined) return () => ofResource ?? 1;
  return (row) => inverse(values.value(values.ids[row]!)) ?? ofResource ?? 1;
}

const ONE = (): number => 1;

const inverse = (ratio: AttributeValue | undefined): number | undefined =>
  typeof ratio === 'number' && ratio > 0 && ratio < Number.POSITIVE_INFINITY ? 1 / ratio : undefined;
