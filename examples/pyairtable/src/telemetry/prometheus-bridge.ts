import { ValueType } from '@opentelemetry/api';
import { hrTime } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type CollectionResult,
  type DataPoint,
  DataPointType,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';

/** One sample of prom-client's `registry.getMetricsAsJSON()`; histograms name the part in `metricName`. */
interface PrometheusSample {
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  readonly value: number;
  readonly metricName?: string;
}

/** One family of prom-client's `registry.getMetricsAsJSON()`. */
interface PrometheusFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly values: readonly PrometheusSample[];
}

interface Interval {
  readonly startTime: DataPoint<number>['startTime'];
  readonly endTime: DataPoint<number>['endTime'];
}

/**
 * Reads a prom-client registry at every export, so that one set of figures takes both roads: `/metrics` and OTLP.
 * The names are chosen so that Prometheus 3's OTLP translation (`UnderscoreEscapingWithSuffixes`) gives back exactly
 * the names on `/metrics`. Exemplars stay behind: the JavaScript SDK's data points have no place for them.
 */
export class PrometheusBridge implements MetricProducer {
  private readonly startTime = hrTime();

  constructor(
    private readonly registry: { getMetricsAsJSON(): Promise<unknown[]> },
    private readonly resource: Resource,
  ) {}

  async collect(): Promise<CollectionResult> {
    const families = (await this.registry.getMetricsAsJSON()) as PrometheusFamily[];
    const interval = { startTime: this.startTime, endTime: hrTime() };
    const metrics = families.map((family) => toMetric(family, interval)).filter((metric) => metric !== undefined);
    return {
      resourceMetrics: { resource: this.resource, scopeMetrics: [{ scope: { name: 'prom-client' }, metrics }] },
      errors: [],
    };
  }
}

/** @returns undefined for a family without samples, and for summaries, which no service uses. */
function toMetric(family: PrometheusFamily, interval: Interval): MetricData | undefined {
  if (family.values.length === 0) return undefined;
  // The receiver appends `_total` to a monotonic sum; prom-client drops it itself once scraped as OpenMetrics.
  const name = family.type === 'counter' ? family.name.replace(/_total$/, '') : family.name;
  const common = {
    descriptor: { name, description: family.help, unit: unitOf(name), valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  switch (family.type) {
    case 'counter':
      return { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: numbers(family, interval) };
    case 'gauge':
      return { ...common, dataPointType: DataPointType.GAUGE, dataPoints: numbers(family, interval) };
    case 'histogram':
      return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: histograms(family, interval) };
    default:
      return undefined;
  }
}

/** The UCUM unit that the name already ends with; the receiver appends a unit's word only when the name lacks it. */
function unitOf(name: string): string {
  if (name.endsWith('_seconds')) return 's';
  if (name.endsWith('_bytes')) return 'By';
  return '';
}

function numbers(family: PrometheusFamily, interval: Interval): DataPoint<number>[] {
  return family.values.map(({ labels, value }) => ({ ...interval, attributes: texts(labels), value }));
}

/** Labels are text in Prometheus, whatever prom-client was given. */
function texts(labels: PrometheusSample['labels']): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
}

/** Regroups `_bucket`, `_sum` and `_count` samples by label set; cumulative bucket counts become counts per bucket. */
function histograms(family: PrometheusFamily, interval: Interval): DataPoint<Histogram>[] {
  const points = new Map<string, DataPoint<Histogram> & { cumulative: number }>();
  for (const { labels, value, metricName } of family.values) {
    const { le, ...attributes } = texts(labels);
    const key = JSON.stringify(Object.entries(attributes).sort());
    let point = points.get(key);
    if (point === undefined) {
      point = { ...interval, attributes, value: { buckets: { boundaries: [], counts: [] }, count: 0 }, cumulative: 0 };
      points.set(key, point);
    }
    if (metricName === `${family.name}_sum`) point.value.sum = value;
    else if (metricName === `${family.name}_count`) point.value.count = value;
    else {
      // prom-client lists buckets in rising order, `+Inf` last; OTLP has no boundary for the last one.
      if (le !== '+Inf') point.value.buckets.boundaries.push(Number(le));
      point.value.buckets.counts.push(value - point.cumulative);
      point.cumulative = value;
    }
  }
  return [...points.values()].map(({ cumulative: _, ...point }) => point);
}
