import { labelValue, METRIC_NAME } from '../../../model/labels.js';
import type { LabelMatcher } from '../../interface.js';
import { CoveredDays } from '../labels/covered-days.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { LabelSet } from '../labels/label-sets.js';
import type { LabelConditions } from './label-conditions.js';
import type { SelectedSeries } from './series-source.js';

/** A label set and the days (since 1970) on which it is known to have samples, in no given order. */
interface DatedSet extends LabelSet {
  readonly days: number[];
}

/** The label sets of one metric name, and all their days. */
interface NamedSets {
  readonly sets: DatedSet[];
  readonly days: Set<number>;
}

/** The event loop may turn after so many label sets were looked at. */
const SETS_AT_A_STRETCH = 5_000;

/** Counts the changes of all tenants' label sets. */
let changes = 0;

/** One tenant's label sets in memory, complete for the days that are `covered`. */
export class TenantSeries {
  private readonly byId = new Map<bigint, DatedSet>();
  private readonly byName = new Map<string, NamedSets>();
  private readonly covered = new CoveredDays();
  /** No two states, of this or any other, have the same. */
  version = ++changes;

  /** Label sets held. */
  get size(): number {
    return this.byId.size;
  }

  covers(days: DayRange): boolean {
    return this.covered.covers(days);
  }

  /** Says that all label sets of these days are here; from now on those that are new on them must be added. */
  cover(days: DayRange): void {
    this.covered.cover(days);
    this.version = ++changes;
  }

  add({ id, labels }: LabelSet, day: number): void {
    const known = this.byId.get(id);
    if (known !== undefined) {
      if (known.days.includes(day)) return;
      this.version = ++changes;
      known.days.push(day);
      this.byName.get(labelValue(known.labels, METRIC_NAME))!.days.add(day);
      return;
    }
    this.version = ++changes;
    const set: DatedSet = { id, labels, days: [day] };
    this.byId.set(id, set);
    const name = labelValue(labels, METRIC_NAME);
    const named = this.byName.get(name);
    if (named === undefined) {
      this.byName.set(name, { sets: [set], days: new Set([day]) });
    } else {
      named.sets.push(set);
      named.days.add(day);
    }
  }

  /** The label sets of these days that meet all matchers. Yields where the event loop may turn. */
  *select(
    matchers: readonly LabelMatcher[],
    days: DayRange,
    conditions: LabelConditions,
  ): Generator<undefined, SelectedSeries> {
    const [ofName, ofLabels] = [true, false].map((isName) =>
      matchers
        .filter(({ name }) => (name === METRIC_NAME) === isName)
        .map((matcher) => ({ name: matcher.name, holds: conditions.of(matcher) })),
    ) as [NamedCondition[], NamedCondition[]];
    const sets: LabelSet[] = [];
    const whole = new Set<string>();
    let looked = 0;
    for (const [name, named] of this.candidates(matchers)) {
      if (!ofName.every(({ holds }) => holds(name))) continue;
      let others = false;
      for (const set of named.sets) {
        if (++looked % SETS_AT_A_STRETCH === 0) yield;
        if (!isOn(set, days)) continue;
        if (meets(set, ofLabels)) sets.push(set);
        else others = true;
      }
      if (!others) whole.add(name);
    }
    return { sets, isWhole: (name) => whole.has(name), daysOf: (name) => this.byName.get(name)?.days };
  }

  private candidates(matchers: readonly LabelMatcher[]): Iterable<[string, NamedSets]> {
    const exact = matchers.find(({ name, op }) => name === METRIC_NAME && op === '=');
    if (exact === undefined) return this.byName;
    const named = this.byName.get(exact.value);
    return named === undefined ? [] : [[exact.value, named]];
  }
}

interface NamedCondition {
  readonly name: string;
  readonly holds: (value: string) => boolean;
}

function meets({ labels }: LabelSet, conditions: readonly NamedCondition[]): boolean {
  for (const { name, holds } of conditions) if (!holds(labelValue(labels, name))) return false;
  return true;
}

function isOn({ days }: DatedSet, { first, last }: DayRange): boolean {
  for (const day of days) if (day >= first && day <= last) return true;
  return false;
}
