import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import { Grouping } from '../../../vector/grouping.js';
import type { Pace } from '../../../vector/pace.js';
import type { BinaryExpression, BinaryOperator, SetOperator } from '../../ast.js';
import type { Evaluation } from '../evaluation.js';
import { mergeSameLabels } from '../same-labels.js';

/** At which steps there is a point of any series of a signature: 0 where there is none. */
type Presence = ReadonlyMap<string, Uint8Array>;

type Vector = readonly GridSeries[];

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#logical-set-binary-operators */
const SET_OPERATORS: Readonly<
  Record<SetOperator, (left: Vector, right: Vector, selection: Selection) => Promise<GridSeries[]>>
> = {
  and: async (left, right, selection) => selection.where('present', left, await selection.presenceOf(right)),
  unless: async (left, right, selection) => selection.where('absent', left, await selection.presenceOf(right)),
  or: async (left, right, selection) => {
    const added = await selection.where('absent', right, await selection.presenceOf(left));
    return selection.merged([...left, ...added]);
  },
};

export const isSetOperator = (op: BinaryOperator): op is SetOperator => Object.hasOwn(SET_OPERATORS, op);

/** `and`, `or`, `unless`: points stay or go, step by step, in place; their values do not matter. */
export function combineSets(
  { op, matching }: BinaryExpression,
  left: Vector,
  right: Vector,
  { pace }: Evaluation,
): Promise<GridSeries[]> {
  const signature = new Grouping(matching!.labels, !matching!.on);
  return SET_OPERATORS[op as SetOperator](left, right, new Selection(signature, pace));
}

class Selection {
  constructor(
    private readonly signature: Grouping,
    private readonly pace: Pace,
  ) {}

  async presenceOf(vector: Vector): Promise<Presence> {
    const bySignature = new Map<string, Uint8Array>();
    const copies = new Set<Uint8Array>();
    for (const { labels, kinds } of vector) {
      const key = this.signature.keyOf(labels);
      let present = bySignature.get(key);
      if (present === undefined) bySignature.set(key, kinds);
      else {
        if (!copies.has(present)) {
          present = present.slice();
          copies.add(present);
          bySignature.set(key, present);
        }
        for (let step = 0; step < kinds.length; step++) present[step]! |= kinds[step]!;
      }
      if (this.pace.isDue) await this.pace.rest();
    }
    return bySignature;
  }

  /** Takes away the points at whose steps the other side is not as wanted. */
  async where(wanted: 'present' | 'absent', vector: Vector, other: Presence): Promise<GridSeries[]> {
    const isPresenceWanted = wanted === 'present';
    const kept: GridSeries[] = [];
    for (const series of vector) {
      const present = other.get(this.signature.keyOf(series.labels));
      if (present === undefined) {
        if (!isPresenceWanted) kept.push(series);
      } else {
        const { kinds } = series;
        for (let step = 0; step < kinds.length; step++) {
          if ((present[step] !== ABSENT) !== isPresenceWanted) kinds[step] = ABSENT;
        }
        if (!series.isEmpty) kept.push(series);
      }
      if (this.pace.isDue) await this.pace.rest();
    }
    return kept;
  }

  /** A series that comes from the left at some steps and from the right at others is one. */
  async merged(vector: Vector): Promise<GridSeries[]> {
    const named = vector.filter((series) => !series.dropName);
    const merged = await mergeSameLabels(named, this.pace);
    if (named.length === vector.length) return merged;
    // A name that is to go at the end of the query makes another series.
    const unnamed = vector.filter((series) => series.dropName);
    return [...merged, ...(await mergeSameLabels(unnamed, this.pace))];
  }
}
