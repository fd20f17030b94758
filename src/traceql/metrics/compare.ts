import type { Static } from '../../model/static.js';
import type { Field, MetricsAggregate, SpansetPipeline } from '../ast.js';
import { compilePredicate } from '../eval/expression.js';
import { groupKey } from '../eval/group-key.js';
import type { EvaluatedSpan } from '../eval/span.js';
import { touchedFields } from '../eval/touched-fields.js';
import type { IntervalGrid, MetricsLabel, MetricsSeries } from './answer.js';
import { type MetricsEvaluation, seenSpans } from './observe.js';

type Compare = Extract<MetricsAggregate, { op: 'compare' }>;
type Side = 'baseline' | 'selection';

/** How often a value was seen, by interval. */
interface ValueCounts {
  readonly value: Static;
  readonly counts: Float64Array;
}

/**
 * `compare({…}, topN, start, end)`: how often each value of each attribute occurs among the spans that the selection holds
 * for (`selection`) and among the others (`baseline`): of each attribute the `topN` most frequent values, and the total.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-queries/functions/#the-compare-function
 */
export async function compareSeries(
  { selection, topN, start, end }: Compare,
  spansets: SpansetPipeline,
  evaluation: MetricsEvaluation,
): Promise<MetricsSeries[]> {
  const { grid } = evaluation;
  const selected = compilePredicate(selection.expression);
  const sides: Record<Side, AttributeCounts> = {
    baseline: new AttributeCounts(grid, evaluation.maxSeries),
    selection: new AttributeCounts(grid, evaluation.maxSeries),
  };
  // What the query filters by counts once for the filter and once as any other attribute, in values and totals alike.
  const filtered = new Set(touchedFields(spansets).map(({ field }) => nameOf(field)));
  for await (const batch of seenSpans(spansets, ALL_FIELDS, { ...evaluation, readAll: true })) {
    for (const { span, interval } of batch) {
      const isInTime = start === undefined || end === undefined || (span.startNs >= start && span.startNs < end);
      const side = sides[isInTime && selected(span) ? 'selection' : 'baseline'];
      for (const [name, value] of attributesOf(span)) side.add(name, value, interval, filtered.has(name) ? 2 : 1);
    }
  }
  return (['baseline', 'selection'] as const).flatMap((side) => sides[side].series(side, topN));
}

/** Only whole traces tell the root. */
const ALL_FIELDS: readonly Field[] = [{ kind: 'intrinsic', intrinsic: 'rootName', text: 'rootName' }];

const nameOf = (field: Field): string =>
  field.kind === 'intrinsic'
    ? field.intrinsic
    : field.scope === 'any'
      ? `span.${field.name}`
      : `${field.scope}.${field.name}`;

const text = (value: string): Static => ({ type: 'string', value });

/** Every attribute and intrinsic of a span by which spans may be told apart. */
function* attributesOf(span: EvaluatedSpan): Generator<[string, Static]> {
  yield ['name', text(span.name)];
  yield ['kind', text(span.kind)];
  yield ['status', text(span.status)];
  yield ['statusMessage', text(span.statusMessage)];
  yield ['span:childCount', { type: 'int', value: span.childCount }];
  yield ['rootName', text(span.trace.rootName)];
  yield ['rootServiceName', text(span.trace.rootServiceName)];
  yield ['instrumentation:name', text(span.scope.name)];
  yield ['instrumentation:version', text(span.scope.version)];
  for (const [scope, attributes] of [
    ['span', span.attributes],
    ['resource', span.resource],
    ['instrumentation', span.scope.attributes],
  ] as const) {
    for (const [name, value] of attributes) yield [`${scope}.${name}`, value.type === 'array' ? text('nil') : value];
  }
}

class AttributeCounts {
  private readonly attributes = new Map<string, { values: Map<string, ValueCounts>; total: Float64Array }>();
  private values = 0;

  constructor(
    private readonly grid: IntervalGrid,
    private readonly maxValues: number,
  ) {}

  add(name: string, value: Static, interval: number, times: number): void {
    let attribute = this.attributes.get(name);
    if (attribute === undefined) {
      attribute = { values: new Map(), total: new Float64Array(this.grid.count) };
      this.attributes.set(name, attribute);
    }
    attribute.total[interval]! += times;
    const key = groupKey(value);
    let counted = attribute.values.get(key);
    if (counted === undefined) {
      // A trace id as an attribute: the totals still tell how many there are.
      if (this.values >= this.maxValues) return;
      this.values++;
      counted = { value, counts: new Float64Array(this.grid.count) };
      attribute.values.set(key, counted);
    }
    counted.counts[interval]! += times;
  }

  series(side: Side, topN: number): MetricsSeries[] {
    const names = [...this.attributes.keys()].sort();
    const labels = (type: string, name: string, value: Static): MetricsLabel[] => [
      { name: '__meta_type', value: text(type) },
      { name, value },
    ];
    return [
      ...names.flatMap((name) =>
        [...this.attributes.get(name)!.values.values()]
          .sort((a, b) => sum(b.counts) - sum(a.counts))
          .slice(0, topN)
          .map(({ value, counts }) => ({ labels: labels(side, name, value), values: counts })),
      ),
      ...names.map((name) => ({
        labels: labels(`${side}_total`, name, text('nil')),
        values: this.attributes.get(name)!.total,
      })),
    ];
  }
}

const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);
