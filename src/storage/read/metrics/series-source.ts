import type { Tenant } from '../../../model/tenant.js';
import type { LabelMatcher, QueryLimits } from '../../interface.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { LabelSet } from '../labels/label-sets.js';

/** The series that matchers select on some days. */
export interface SelectedSeries {
  /** Each once, in no given order; sets with one metric name stand side by side. */
  readonly sets: readonly LabelSet[];
  /** Whether every series of that metric name on those days is among them. */
  isWhole(name: string): boolean;
  /** Days on which series of that metric name have samples, asked for or not; undefined where that is not known. */
  daysOf?(name: string): ReadonlySet<number> | undefined;
}

/** Finds series by their labels. Days: those on which a series has samples. Regular expressions reject as in `MetricReader`. */
export interface SeriesSource {
  find(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange, limits: QueryLimits): Promise<SelectedSeries>;
  /** Sorted. */
  labelNames(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange, limits: QueryLimits): Promise<string[]>;
  /** Sorted, without the empty one. */
  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]>;
  /** Metric names under which there are native histograms; more than have them on those days may be given. */
  histogramNames(tenant: Tenant, days: DayRange, limits: QueryLimits): Promise<ReadonlySet<string>>;
}
