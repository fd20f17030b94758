import type { SeriesRef } from '../../model/series.js';
import type { SpanMetricsSettings } from '../../model/trace-metric-settings.js';
import type { TenantSeries } from '../generated-series/tenant-series.js';
import { combinations } from '../span-columns/combinations.js';
import { SpanFilter } from '../span-columns/filter-policies.js';
import { multipliers } from '../span-columns/multipliers.js';
import type { SpanColumns } from '../span-columns/span-columns.js';
import { Dimensions } from './dimensions.js';
import { ResourceSeries, type SeriesPlan } from './resource-series.js';
import { type SpanSeries, spanSeriesKind } from './span-series.js';

/** About 2 ms of work. */
const ROWS_PER_STEP = 8192;
const KINDS = 8;
const STATUSES = 4;

/**
 * Counts, durations and sizes of spans by service, name, kind and status: `traces_spanmetrics_*`.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/
 */
export class SpanMetrics {
  private readonly plan: SeriesPlan;
  private readonly filter: SpanFilter;
  private readonly resources = new WeakMap<SeriesRef, ResourceSeries>();

  constructor(
    private readonly settings: SpanMetricsSettings,
    private readonly series: TenantSeries,
  ) {
    this.filter = new SpanFilter(settings.filterPolicies);
    this.plan = {
      settings,
      dimensions: new Dimensions(settings),
      kind: spanSeriesKind(settings),
    };
  }

  /** Counts the rows of a batch for which `admitted` is not 0. */
  *take(columns: SpanColumns, admitted: Uint8Array, nowMs: number): Generator<undefined, void> {
    const { batch, names } = columns;
    const { parts, spanMultiplierKey, intrinsicDimensions } = this.settings;
    const sizes = parts.includes('size') ? columns.sizes : undefined;
    const messages = intrinsicDimensions.statusMessage ? columns.statusMessages : undefined;
    const tuples = combinations([...this.plan.dimensions.sources.map((key) => columns.attribute(key)), messages]);
    const traceIds = batch.traceId.bytes;
    let row = 0;
    for (const { resource, end } of batch.runs) {
      const own = this.of(resource);
      own.seen(nowMs);
      const passes = this.filter.over(columns, resource);
      const amountOf = multipliers(columns, spanMultiplierKey, resource);
      const known = new Map<number, SpanSeries>();
      for (; row < end; row++) {
        if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
        if (admitted[row] === 0 || !passes(row)) continue;
        const kind = batch.kind.values[row]!;
        const status = batch.status.values[row]!;
        const nameIndex = batch.name.indexes.values[row]!;
        const tuple = tuples.ids === undefined ? 0 : tuples.ids[row]!;
        const place = ((tuple * names.length + nameIndex) * KINDS + kind) * STATUSES + status;
        let counted = known.get(place);
        if (counted === undefined) {
          const texts = tuples.texts(tuple);
          const statusMessage = texts.pop() ?? (messages && '');
          counted = own.of({ name: names[nameIndex]!, kind, status, statusMessage, values: texts });
          known.set(place, counted);
        }
        const amount = amountOf(row);
        counted.usedMs = nowMs;
        counted.calls?.add(amount);
        counted.latency?.observe(columns.seconds(row), amount, traceIds, row * 16, nowMs);
        if (sizes !== undefined) counted.size?.add(sizes[row]!);
      }
    }
  }

  private of(resource: SeriesRef): ResourceSeries {
    let own = this.resources.get(resource);
    if (own === undefined) {
      own = new ResourceSeries(resource, this.plan, this.series);
      this.resources.set(resource, own);
    }
    return own;
  }
}
