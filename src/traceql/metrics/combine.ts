import type { Static } from '../../model/static.js';
import type { MetricsOperation, MetricsSecondStage } from '../ast.js';
import { isMet, orderTexts } from '../eval/compare-statics.js';
import { groupKey } from '../eval/group-key.js';
import type { MetricsLabel, MetricsSeries } from './answer.js';

const NAME = '__name__';

type Stage = MetricsSecondStage['stage'];

/** `topk`, `bottomk` and comparisons: at each interval by itself, some of the values; a series without any is none. */
export function secondStage(stage: Stage, series: readonly MetricsSeries[]): MetricsSeries[] {
  const kept = 'limit' in stage ? ranked(stage, series) : compared(stage, series);
  return kept.filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}

const compared = (
  { op, value: bound }: Exclude<Stage, { limit: number }>,
  series: readonly MetricsSeries[],
): MetricsSeries[] =>
  series.map(({ values, ...rest }) => ({
    ...rest,
    values: values.map((value) =>
      !Number.isNaN(value) && isMet(op, value < bound ? -1 : value > bound ? 1 : 0) ? value : Number.NaN,
    ),
  }));

/** Of equal values the series that come first by their labels are taken. */
function ranked({ op, limit }: Extract<Stage, { limit: number }>, series: readonly MetricsSeries[]): MetricsSeries[] {
  const sorted = [...series].sort((a, b) => orderTexts(labelsKey(a.labels), labelsKey(b.labels)));
  const kept = sorted.map(({ labels, values }) => ({
    labels,
    values: new Float64Array(values.length).fill(Number.NaN),
  }));
  const sign = op === 'topk' ? -1 : 1;
  for (let at = 0; at < (series[0]?.values.length ?? 0); at++) {
    const present = sorted.flatMap(({ values }, i) => (Number.isNaN(values[at]!) ? [] : [i]));
    present.sort((a, b) => sign * (sorted[a]!.values[at]! - sorted[b]!.values[at]!) || a - b);
    for (const i of present.slice(0, limit)) kept[i]!.values[at] = sorted[i]!.values[at]!;
  }
  return kept;
}

const labelsKey = (labels: readonly MetricsLabel[]): string =>
  labels
    .filter(({ name }) => name !== NAME)
    .map(({ name, value }) => `${name}\u0000${groupKey(value)}`)
    .sort()
    .join('\u0001');

type Operator = MetricsOperation['op'];

const OPERATORS: Record<Operator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // A point without a quotient is none.
  '/': (a, b) => (b === 0 ? Number.NaN : a / b),
};

/** Series against series with equal labels, or against a number. Points that one side lacks are none. */
export function arithmetic(
  op: Operator,
  left: readonly MetricsSeries[] | number,
  right: readonly MetricsSeries[] | number,
): MetricsSeries[] | number {
  const apply = OPERATORS[op];
  if (typeof left === 'number') {
    if (typeof right === 'number') return apply(left, right);
    return mapped(right, (value) => apply(left, value));
  }
  if (typeof right === 'number') return mapped(left, (value) => apply(value, right));
  const partners = new Map(right.map((series) => [labelsKey(series.labels), series]));
  return left
    .flatMap((series) => {
      const partner = partners.get(labelsKey(series.labels));
      if (partner === undefined) return [];
      return [
        {
          labels: combinedLabels(op, series.labels, partner.labels),
          values: series.values.map((value, i) => apply(value, partner.values[i]!)),
        },
      ];
    })
    .filter(hasPoints);
}

const mapped = (series: readonly MetricsSeries[], apply: (value: number) => number): MetricsSeries[] =>
  series.map(({ values, ...rest }) => ({ ...rest, values: values.map(apply) })).filter(hasPoints);

const hasPoints = ({ values }: MetricsSeries): boolean => values.some((value) => !Number.isNaN(value));

/** The name of what was computed: `(rate / rate)`. */
function combinedLabels(
  op: Operator,
  left: readonly MetricsLabel[],
  right: readonly MetricsLabel[],
): readonly MetricsLabel[] {
  const [ofLeft, ofRight] = [left, right].map(
    (labels) => labels.find(({ name }) => name === NAME)?.value as Extract<Static, { type: 'string' }> | undefined,
  );
  if (ofLeft === undefined || ofRight === undefined) return left;
  const value: Static = { type: 'string', value: `(${ofLeft.value} ${op} ${ofRight.value})` };
  return left.map((label) => (label.name === NAME ? { name: NAME, value } : label));
}
