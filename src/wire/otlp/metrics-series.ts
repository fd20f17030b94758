import { formatFloat } from '../../lib/format-float.js';
import { labelsFrom, METRIC_NAME } from '../../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import { DEFAULT_LABEL_LIMITS } from '../prometheus/label-rules.js';
import type { MetricsOptions } from './metrics-options.js';
import { type MetricResource, mergedLabels } from './metrics-resource.js';

/** Buckets or quantiles of one histogram or summary that are remembered. */
const MAX_PARTS = 1024;

/** The series that the points of one metric with the same attributes become. */
export class PointSeries {
  private readonly whole = new Map<string, SeriesRef>();
  private readonly parts = new Map<number, SeriesRef>();

  constructor(
    private readonly index: SeriesIndex,
    private readonly tenant: Tenant,
    private readonly name: string,
    private readonly labels: readonly (readonly [string, string])[],
  ) {}

  /** The series named after the metric and `suffix`. */
  of(suffix: '' | '_sum' | '_count'): SeriesRef {
    let ref = this.whole.get(suffix);
    if (ref === undefined) {
      ref = this.intern(suffix, []);
      this.whole.set(suffix, ref);
    }
    return ref;
  }

  /** The series of the bucket with the upper bound `bound` (inclusive). */
  bucket(bound: number): SeriesRef {
    return this.part(bound, '_bucket', 'le');
  }

  quantile(quantile: number): SeriesRef {
    return this.part(quantile, '', 'quantile');
  }

  private part(value: number, suffix: string, label: string): SeriesRef {
    let ref = this.parts.get(value);
    if (ref === undefined) {
      if (this.parts.size === MAX_PARTS) this.parts.clear();
      ref = this.intern(suffix, [[label, formatFloat(value)]]);
      this.parts.set(value, ref);
    }
    return ref;
  }

  private intern(suffix: string, more: readonly [string, string][]): SeriesRef {
    return this.index.intern(this.tenant, labelsFrom([...this.labels, ...more, [METRIC_NAME, this.name + suffix]]));
  }
}

/**
 * The labels of a point: its attributes, what its resource and scope add, `job` and `instance`. `undefined` when they
 * cannot be labels: a name without a letter or digit, too many, or too long.
 */
export function pointLabels(
  attributes: readonly [string, string][],
  resource: MetricResource,
  scopeLabels: readonly [string, string][],
  options: MetricsOptions,
): [string, string][] | undefined {
  const labels = mergedLabels(attributes, options);
  if (labels === undefined) return undefined;
  for (const [name, value] of resource.promoted) if (!labels.get(name)) labels.set(name, value);
  for (const [name, value] of scopeLabels) labels.set(name, value);
  for (const [name, value] of resource.identity) labels.set(name, value);
  const { maxLabels, maxNameBytes, maxValueBytes } = DEFAULT_LABEL_LIMITS;
  if (labels.size > maxLabels) return undefined;
  for (const [name, value] of labels) {
    if (name.length > maxNameBytes || value.length > maxValueBytes) return undefined;
  }
  return [...labels];
}
