import { LRUCache } from 'lru-cache';
import type { MetricMetadata } from '../../model/samples.js';
import { metricName, type NameKind } from './metrics-name.js';
import type { MetricsOptions } from './metrics-options.js';
import { CUMULATIVE, DELTA, type MetricHeader, type MetricKind } from './metrics-point.js';
import type { MetricResource } from './metrics-resource.js';
import { unitName } from './metrics-unit.js';

/** A metric of one resource and scope, as the family of series that it becomes. */
export interface MetricFamily {
  /** Differs from that of every other family. */
  readonly number: number;
  readonly resource: MetricResource;
  readonly scopeLabels: readonly [string, string][];
  readonly name: string;
  readonly kind: MetricKind;
  /** Points are stored as the deltas that they are. */
  readonly delta: boolean;
  /** Points are deltas, which are added up before they are stored. */
  readonly summed: boolean;
  readonly metadata: MetricMetadata;
}

const MAX_FAMILIES = 50_000;
/** UTF-16 units that the name and the unit of a metric may have together. */
const MAX_NAME = 4096;

/** Finds the family of a metric that was seen before, or makes it. */
export class MetricFamilies {
  private readonly known = new LRUCache<string, MetricFamily>({ max: MAX_FAMILIES });
  private next = 0;

  constructor(private readonly options: MetricsOptions) {}

  /** The family, or why the metric's points cannot be stored. `scope` tells scopes with different labels apart. */
  of(
    resource: MetricResource,
    scope: string,
    scopeLabels: readonly [string, string][],
    header: MetricHeader,
  ): MetricFamily | string {
    const { kind, name, unit, description, monotonic, temporality } = header;
    const { allowDelta, deltaToCumulative } = this.options;
    const takesDelta = allowDelta || deltaToCumulative;
    if (temporality !== CUMULATIVE && !(temporality === DELTA && takesDelta)) {
      return temporality === DELTA
        ? 'delta temporality (only cumulative is taken, or turn otlp-native-delta-ingestion on)'
        : 'no aggregation temporality';
    }
    if (name.length + unit.length > MAX_NAME) return `a metric name and unit of more than ${MAX_NAME} characters`;
    const key = [resource.number, kind, monotonic, temporality, unit.length, unit, name.length, name, scope].join(' ');
    const known = this.known.get(key);
    if (known !== undefined && known.metadata.help === description) return known;
    const translated = metricName(name, unit, nameKind(header), this.options);
    if (translated === undefined) return 'a metric name of which nothing is left in Prometheus';
    const delta = temporality === DELTA && !deltaToCumulative;
    const family: MetricFamily = {
      number: known?.number ?? this.newNumber(),
      resource,
      scopeLabels,
      name: translated,
      kind,
      delta,
      summed: temporality === DELTA && deltaToCumulative,
      metadata: {
        family: translated,
        type: delta ? 'unknown' : TYPES[kind](monotonic),
        help: description,
        unit: unitName(unit),
      },
    };
    this.known.set(key, family);
    return family;
  }

  private newNumber(): number {
    this.next = (this.next + 1) | 0;
    return this.next;
  }
}

const nameKind = ({ kind, monotonic }: MetricHeader): NameKind => {
  if (kind === 'gauge') return 'gauge';
  return kind === 'sum' && monotonic ? 'counter' : 'other';
};

const TYPES: Readonly<Record<MetricKind, (monotonic: boolean) => string>> = {
  gauge: () => 'gauge',
  sum: (monotonic) => (monotonic ? 'counter' : 'gauge'),
  histogram: () => 'histogram',
  exponentialHistogram: () => 'histogram',
  summary: () => 'summary',
};
