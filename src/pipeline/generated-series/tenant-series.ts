import { labelsFrom } from '../../model/labels.js';
import type { MetricMetadata } from '../../model/samples.js';
import type { GeneratedSeriesSettings } from '../../model/trace-metric-settings.js';
import type { Collection } from './collection.js';
import { CounterSeries } from './counter.js';
import { type BucketBounds, HistogramSeries } from './histogram.js';
import { InfoSeries } from './info.js';
import type { Family, GeneratedSeries, LabelPairs } from './series.js';

/** What stands for each label's value once a tenant has as many series as it may. */
export const OVERFLOW = '__overflow__';
/** Characters of a label's value that are kept, as in Tempo's `registry.max_label_value_length`. */
const MAX_VALUE_LENGTH = 2048;
/** About 2 ms of work. */
const SERIES_PER_STEP = 500;

/**
 * The series that one tenant's spans make. Counts go up from 0 for as long as the process runs; a series that is idle
 * for `staleAfter` ends with a staleness marker and begins anew when it comes back. Never holds more than
 * `maxActiveSeries` and, for each family, one series that counts what did not fit.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-generator/
 */
export class TenantSeries {
  /** Label sets that were asked for and did not fit, each time they came. */
  overflowed = 0;
  private readonly series = new Map<string, GeneratedSeries>();
  private readonly families = new Map<string, Family>();
  private weight = 0;

  constructor(private readonly settings: GeneratedSeriesSettings) {}

  /** As how many series they are stored. */
  get active(): number {
    return this.weight;
  }

  counter(family: Family, labels: LabelPairs): CounterSeries {
    return this.of(family, labels, (all) => new CounterSeries(family.family, all)) as CounterSeries;
  }

  info(family: Family, labels: LabelPairs): InfoSeries {
    return this.of(family, labels, (all) => new InfoSeries(family.family, all)) as InfoSeries;
  }

  histogram(family: Family, labels: LabelPairs, bounds: BucketBounds): HistogramSeries {
    const { histograms } = this.settings;
    return this.of(
      family,
      labels,
      (all) => new HistogramSeries(family.family, all, bounds, histograms),
    ) as HistogramSeries;
  }

  /** Every series as it is now; those that are idle for too long end. */
  *collect(into: Collection): Generator<undefined, void> {
    const idleSince = into.ms - this.settings.staleAfter;
    let steps = 0;
    for (const [key, series] of this.series) {
      if (series.usedMs <= idleSince) {
        series.end(into);
        series.ended = true;
        this.series.delete(key);
        this.weight -= series.weight;
      } else series.collect(into);
      if (++steps % SERIES_PER_STEP === 0) yield;
    }
  }

  /** What the families are that have series. */
  metadata(): MetricMetadata[] {
    return [...this.families.values()].map((family) => ({ ...family, unit: '' }));
  }

  private of(
    family: Family,
    pairs: LabelPairs,
    make: (labels: ReturnType<typeof labelsFrom>) => GeneratedSeries,
  ): GeneratedSeries {
    const cut = pairs.map(([name, value]) => [name, value.slice(0, MAX_VALUE_LENGTH)] as const);
    const key = JSON.stringify([family.family, cut]);
    const known = this.series.get(key);
    if (known !== undefined) return known;
    const made = make(labelsFrom(cut));
    if (this.weight + made.weight > this.settings.maxActiveSeries && !isOverflow(pairs)) {
      this.overflowed++;
      return this.of(
        family,
        pairs.map(([name]) => [name, OVERFLOW]),
        make,
      );
    }
    this.families.set(family.family, family);
    this.series.set(key, made);
    this.weight += made.weight;
    return made;
  }
}

const isOverflow = (pairs: LabelPairs): boolean => pairs.every(([, value]) => value === OVERFLOW);
