import { BytesCache } from '../../lib/bytes-cache.js';
import type { SampleGate } from '../../model/sample-gate.js';
import type { SeriesIndex } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import { MetricDeltaSums } from './delta-sums.js';
import { MetricFamilies, type MetricFamily } from './metrics-families.js';
import { DEFAULT_METRICS_OPTIONS, type MetricsOptions } from './metrics-options.js';
import type { MetricHeader } from './metrics-point.js';
import { MetricResource } from './metrics-resource.js';
import { MetricRows } from './metrics-rows.js';
import { type MetricScope, scopeLabels } from './metrics-scope.js';
import { PointSeries, pointLabels } from './metrics-series.js';

export const BAD_ATTRIBUTES =
  'attributes that cannot be labels (a name without letters and digits, too many, too long)';

/** What the decoders of protobuf and JSON share: resources, families and series, and what is remembered of them. */
export class MetricsTranslator {
  readonly options: MetricsOptions;
  readonly families: MetricFamilies;
  /** By the bytes of a Resource message; the salt is the tenant's. */
  readonly resources = new BytesCache<MetricResource>(16 * 1024 * 1024);
  /** By the bytes of a point's attributes; the salt is the family's number. */
  readonly series = new BytesCache<PointSeries>(32 * 1024 * 1024);
  private readonly sums = new MetricDeltaSums();
  private nextResource = 1;

  constructor(
    readonly index: SeriesIndex,
    options: Partial<MetricsOptions> = {},
  ) {
    this.options = { ...DEFAULT_METRICS_OPTIONS, ...options };
    this.families = new MetricFamilies(this.options);
  }

  /** An empty set of rows for one request, which `gate` judges. */
  rows(tenant: Tenant, gate?: SampleGate): MetricRows {
    const rows = new MetricRows(tenant, this.options, this.sums, gate);
    rows.internTargetInfo = (owner, labels) => this.index.intern(owner, labels);
    return rows;
  }

  resource(tenant: Tenant, attributes: readonly [string, string][]): MetricResource {
    return new MetricResource(tenant, this.nextResource++, attributes, this.options);
  }

  family(resource: MetricResource, scope: MetricScope, header: MetricHeader): MetricFamily | string {
    const labels = scopeLabels(scope, this.options);
    return this.families.of(resource, labels.length === 0 ? '' : JSON.stringify(labels), labels, header);
  }

  /** The series of a point; `undefined` when its attributes cannot be labels. */
  pointSeries(family: MetricFamily, attributes: readonly [string, string][]): PointSeries | undefined {
    const labels = pointLabels(attributes, family.resource, family.scopeLabels, this.options);
    if (labels === undefined) return undefined;
    return new PointSeries(this.index, family.resource.tenant, family.name, labels);
  }
}
