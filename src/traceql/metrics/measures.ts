import type { Static } from '../../model/static.js';
import { isNumeric } from '../eval/compare-statics.js';
import { groupKey } from '../eval/group-key.js';

/** What was measured of the spans of one group, by interval. */
export interface GroupMeasures {
  readonly group: readonly Static[];
  /** Of all spans. */
  readonly counts: Float64Array;
  /** Of those that have a number; sums, least and greatest of these. */
  readonly numbers: Float64Array;
  readonly sums: Float64Array;
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  /** How many numbers lie in `(2^(i-1), 2^i]`, by `i`; those of 0 and less lie in none. */
  readonly powersOfTwo: Map<number, Float64Array>;
}

const powerOfTwo = (value: number): number => Math.ceil(Math.log2(value));

/** Measures of spans by group, however the spans were come by. */
export class Measures {
  private readonly groups = new Map<string, GroupMeasures>();

  /** Without `isMeasured` only spans are counted. */
  constructor(
    private readonly intervals: number,
    private readonly maxGroups: number,
    private readonly isMeasured: boolean,
  ) {}

  get all(): readonly GroupMeasures[] {
    return [...this.groups.values()];
  }

  /** More groups than are allowed came up; the further ones are not in. */
  isCut = false;

  /** The measures of a group; `undefined` where there are too many. Arrays are no values to group by. */
  of(values: readonly Static[]): GroupMeasures | undefined {
    const group = values.map((value): Static => (value.type === 'array' ? { type: 'nil' } : value));
    const key = group.map(groupKey).join('\u0000');
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    if (this.groups.size >= this.maxGroups) {
      this.isCut = true;
      return undefined;
    }
    const numbers = this.isMeasured ? this.intervals : 0;
    const made: GroupMeasures = {
      group,
      counts: new Float64Array(this.intervals),
      numbers: new Float64Array(numbers),
      sums: new Float64Array(numbers),
      least: new Float64Array(numbers).fill(Number.POSITIVE_INFINITY),
      greatest: new Float64Array(numbers).fill(Number.NEGATIVE_INFINITY),
      powersOfTwo: new Map(),
    };
    this.groups.set(key, made);
    return made;
  }

  /** Adds one span. */
  add(values: readonly Static[], interval: number, measured: Static | undefined): void {
    const group = this.of(values);
    if (group === undefined) return;
    group.counts[interval]! += 1;
    const value = numberOf(measured);
    if (value === undefined) return;
    group.numbers[interval]! += 1;
    group.sums[interval]! += value;
    group.least[interval] = Math.min(group.least[interval]!, value);
    group.greatest[interval] = Math.max(group.greatest[interval]!, value);
    if (value > 0) this.addPower(group, powerOfTwo(value), interval, 1);
  }

  addPower(group: GroupMeasures, power: number, interval: number, count: number): void {
    let counts = group.powersOfTwo.get(power);
    if (counts === undefined) {
      counts = new Float64Array(this.intervals);
      group.powersOfTwo.set(power, counts);
    }
    counts[interval]! += count;
  }
}

/** Of several values the first. Durations in ns. */
export function numberOf(value: Static | undefined): number | undefined {
  const one = value?.type === 'array' ? value.values[0] : value;
  return one !== undefined && isNumeric(one) ? Number(one.value) : undefined;
}
