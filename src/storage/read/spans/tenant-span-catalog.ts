import type { Labels } from '../../../model/labels.js';
import { AttributeTypes } from '../../span-attribute-types.js';
import { CoveredDays } from '../labels/covered-days.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { LabelSet } from '../labels/label-sets.js';

interface DatedResource {
  readonly labels: Labels;
  /** Since 1970. */
  readonly days: Set<number>;
}

/** What one tenant's spans can have, in memory: complete for the days that are `covered`. */
export class TenantSpanCatalog {
  readonly covered = new CoveredDays();
  private readonly resources = new Map<bigint, DatedResource>();
  private readonly types = new Map<string, Map<number, AttributeTypes>>();

  /** Resources and keys that are held. */
  get size(): number {
    return this.resources.size + this.types.size;
  }

  addResource({ id, labels }: LabelSet, day: number): void {
    const known = this.resources.get(id);
    if (known === undefined) this.resources.set(id, { labels, days: new Set([day]) });
    else known.days.add(day);
  }

  addTypes(key: string, day: number, types: AttributeTypes): void {
    let ofDays = this.types.get(key);
    if (ofDays === undefined) {
      ofDays = new Map();
      this.types.set(key, ofDays);
    }
    ofDays.set(day, (ofDays.get(day) ?? AttributeTypes.NONE).and(types));
  }

  /** The resources of these days, with their scopes. */
  resourcesOf({ first, last }: DayRange): Map<bigint, Labels> {
    const found = new Map<bigint, Labels>();
    for (const [id, { labels, days }] of this.resources) {
      for (const day of days) {
        if (day < first || day > last) continue;
        found.set(id, labels);
        break;
      }
    }
    return found;
  }

  /** The types that a key's values have on these days; undefined where there are none. */
  typesOf(key: string, { first, last }: DayRange): AttributeTypes | undefined {
    let found: AttributeTypes | undefined;
    for (const [day, types] of this.types.get(key) ?? []) {
      if (day >= first && day <= last) found = (found ?? AttributeTypes.NONE).and(types);
    }
    return found;
  }

  /** All keys of these days with their types. */
  allTypes(days: DayRange): Map<string, AttributeTypes> {
    const found = new Map<string, AttributeTypes>();
    for (const key of this.types.keys()) {
      const types = this.typesOf(key, days);
      if (types !== undefined) found.set(key, types);
    }
    return found;
  }
}
