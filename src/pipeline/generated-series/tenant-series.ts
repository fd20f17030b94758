import { labelsFrom } from '../../model/labels.js';
import type { MetricMetadata } from '../../model/samples.js';
import type { GeneratedSeriesSettings } from '../../model/trace-metric-settings.js';
import type { Collection } from './collection.js';
import type { Family, GroupKind, LabelPairs, SeriesGroup } from './series.js';

/** What stands for each label's value once a tenant has as many series as it may. */
const OVERFLOW = '__overflow__';
/** Characters of a label's value that are kept, as in Tempo's `registry.max_label_value_length`. */
const MAX_VALUE_LENGTH = 2048;
/** About 2 ms of work. */
const GROUPS_PER_STEP = 50;

/**
 * The series that one tenant's spans make. Counts go up from 0 for as long as the process runs; a series that is idle
 * for `staleAfter` ends with a staleness marker and begins anew when it comes back. Never holds more than
 * `maxActiveSeries` and, for each kind, one group that counts what did not fit.
 * https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-generator/
 */
export class TenantSeries {
  /** Label sets that were asked for and did not fit, each time they came. */
  overflowed = 0;
  private readonly kinds = new Map<GroupKind<SeriesGroup>, Groups>();
  private readonly families = new Map<string, Family>();
  private weight = 0;

  constructor(private readonly settings: GeneratedSeriesSettings) {}

  /** As how many series they are stored. */
  get active(): number {
    return this.weight;
  }

  /** The group of a label set; where there is no room for a new one, the group of all such. */
  group<G extends SeriesGroup>(kind: GroupKind<G>, pairs: LabelPairs): G {
    const labels = pairs.map(([name, value]) => [name, value.slice(0, MAX_VALUE_LENGTH)] as const);
    const { known, overflow } = this.groupsOf(kind);
    const key = JSON.stringify(labels);
    const group = known.get(key) as G | undefined;
    if (group !== undefined) return group;
    if (overflow !== undefined && this.weight + overflow.weight > this.settings.maxActiveSeries) {
      this.overflowed++;
      return overflow as G;
    }
    const made = this.make(kind, labels);
    if (this.weight + made.weight > this.settings.maxActiveSeries) {
      this.overflowed++;
      return this.overflowOf(kind, labels);
    }
    this.add(kind, key, made);
    return made;
  }

  /** Every series as it is now; those that are idle for too long end. */
  *collect(into: Collection): Generator<undefined, void> {
    const idleSince = into.ms - this.settings.staleAfter;
    let steps = 0;
    for (const [kind, groups] of this.kinds) {
      for (const [key, group] of groups.known) {
        if (group.usedMs <= idleSince) {
          this.end(group, into);
          groups.known.delete(key);
          if (groups.overflow === group) this.kinds.set(kind, { known: groups.known, overflow: undefined });
        } else for (const part of group.parts) part.collect(into);
        if (++steps % GROUPS_PER_STEP === 0) yield;
      }
    }
  }

  /** What the families are that have series. */
  metadata(): MetricMetadata[] {
    return [...this.families.values()].map((family) => ({ ...family, unit: '' }));
  }

  private groupsOf<G extends SeriesGroup>(kind: GroupKind<G>): Groups {
    let groups = this.kinds.get(kind);
    if (groups === undefined) {
      groups = { known: new Map(), overflow: undefined };
      this.kinds.set(kind, groups);
    }
    return groups;
  }

  private overflowOf<G extends SeriesGroup>(kind: GroupKind<G>, labels: LabelPairs): G {
    const overflowing = labels.map(([name]) => [name, OVERFLOW] as const);
    const made = this.make(kind, overflowing);
    this.add(kind, JSON.stringify(overflowing), made);
    this.kinds.set(kind, { known: this.groupsOf(kind).known, overflow: made });
    return made;
  }

  private make<G extends SeriesGroup>(kind: GroupKind<G>, labels: LabelPairs): G {
    return kind.make(labelsFrom(labels), this.settings.histograms);
  }

  private add<G extends SeriesGroup>(kind: GroupKind<G>, key: string, group: G): void {
    for (const family of kind.families) this.families.set(family.family, family);
    this.groupsOf(kind).known.set(key, group);
    this.weight += group.weight;
  }

  private end(group: SeriesGroup, into: Collection): void {
    for (const part of group.parts) part.end(into);
    group.ended = true;
    this.weight -= group.weight;
  }
}

interface Groups {
  /** By their labels. */
  readonly known: Map<string, SeriesGroup>;
  readonly overflow: SeriesGroup | undefined;
}
