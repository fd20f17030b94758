import type { Static } from '../../model/static.js';
import type { Field, MetricsAggregate } from '../ast.js';
import { printField } from '../print.js';
import type { IntervalGrid, MetricsLabel, MetricsSeries } from './answer.js';
import type { GroupMeasures } from './measures.js';
import { powerQuantile } from './power-quantile.js';

export type MeasuringAggregate = Exclude<MetricsAggregate, { op: 'compare' }>;

const NS_PER_SECOND = 1e9;

/** Durations of spans are told in seconds; all other fields as they are. */
export const unitOf = (field: Field): number =>
  field.kind === 'intrinsic' && field.intrinsic === 'duration' ? NS_PER_SECOND : 1;

/**
 * The series of a metrics function over what was measured of groups.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/
 */
export function seriesOf(
  aggregate: MeasuringAggregate,
  groups: readonly GroupMeasures[],
  grid: IntervalGrid,
): MetricsSeries[] {
  const labels = groupLabels(aggregate);
  switch (aggregate.op) {
    case 'rate': {
      const seconds = Number(grid.step) / NS_PER_SECOND;
      return groups.map((group) => ({ labels: labels(group), values: group.counts.map((count) => count / seconds) }));
    }
    case 'count_over_time':
      return groups.map((group) => ({ labels: labels(group), values: group.counts }));
    case 'quantile_over_time':
      return groups.flatMap((group) => quantileSeries(aggregate, group, labels(group), grid));
    case 'histogram_over_time':
      return groups.flatMap((group) => histogramSeries(unitOf(aggregate.field), group, labels(group)));
    default: {
      const value = FOLDS[aggregate.op];
      const unit = unitOf(aggregate.field);
      return groups
        .filter(({ numbers }) => numbers.some((count) => count > 0))
        .map((group) => ({
          labels: labels(group),
          values: group.numbers.map((count, i) => (count === 0 ? Number.NaN : value(group, i) / unit)),
        }));
    }
  }
}

const FOLDS = {
  min_over_time: ({ least }: GroupMeasures, i: number) => least[i]!,
  max_over_time: ({ greatest }: GroupMeasures, i: number) => greatest[i]!,
  sum_over_time: ({ sums }: GroupMeasures, i: number) => sums[i]!,
  avg_over_time: ({ sums, numbers }: GroupMeasures, i: number) => sums[i]! / numbers[i]!,
};

/** Names of the fields that were grouped by with their values: missing ones show only where nothing else does. */
export function groupLabels({
  op,
  by,
}: MeasuringAggregate): (measures: Pick<GroupMeasures, 'group'>) => readonly MetricsLabel[] {
  if (by.length === 0) {
    const isNamed = op !== 'quantile_over_time' && op !== 'histogram_over_time';
    const name: readonly MetricsLabel[] = isNamed ? [{ name: '__name__', value: text(op) }] : [];
    return () => name;
  }
  const names = by.map(printField);
  return ({ group }) => {
    const present = names
      .map((name, i): MetricsLabel => ({ name, value: group[i]! }))
      .filter(({ value }) => value.type !== 'nil');
    return present.length > 0 ? present : [{ name: names[0]!, value: text('nil') }];
  };
}

const text = (value: string): Static => ({ type: 'string', value });
const float = (value: number): Static => ({ type: 'float', value });

function quantileSeries(
  { quantiles, field }: Extract<MetricsAggregate, { op: 'quantile_over_time' }>,
  { powersOfTwo }: GroupMeasures,
  labels: readonly MetricsLabel[],
  { count }: IntervalGrid,
): MetricsSeries[] {
  if (powersOfTwo.size === 0) return [];
  const unit = unitOf(field);
  const powers = [...powersOfTwo];
  return quantiles.map((p) => {
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      values[i] =
        powerQuantile(
          p,
          powers.map(([power, counts]) => ({ power, count: counts[i]! })),
        ) / unit;
    }
    return { labels: [...labels, { name: 'p', value: float(p) }], values };
  });
}

const histogramSeries = (
  unit: number,
  { powersOfTwo }: GroupMeasures,
  labels: readonly MetricsLabel[],
): MetricsSeries[] =>
  [...powersOfTwo]
    .sort(([a], [b]) => a - b)
    .map(([power, values]) => ({
      labels: [...labels, { name: '__bucket', value: float(2 ** power / unit) }],
      values,
    }));
