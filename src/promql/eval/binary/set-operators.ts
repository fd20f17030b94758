import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import { Grouping } from '../../../vector/grouping.js';
import type { BinaryExpression, BinaryOperator, SetOperator } from '../../ast.js';
import { mergeSameLabels } from '../same-labels.js';

type Presence = ReadonlyMap<string, Uint8Array>;

/** https://prometheus.io/docs/prometheus/latest/querying/operators/#logical-set-binary-operators */
const SET_OPERATORS: Readonly<
  Record<SetOperator, (left: GridSeries[], right: GridSeries[], signature: Grouping) => GridSeries[]>
> = {
  and: (left, right, signature) => kept(left, presenceOf(right, signature), signature, 'present'),
  unless: (left, right, signature) => kept(left, presenceOf(right, signature), signature, 'absent'),
  or: (left, right, signature) => {
    // Before `left` is changed by being merged with what is left of the right side.
    const added = kept(right, presenceOf(left, signature), signature, 'absent');
    return merged([...left, ...added]);
  },
};

export const isSetOperator = (op: BinaryOperator): op is SetOperator => Object.hasOwn(SET_OPERATORS, op);

/** `and`, `or`, `unless`: points stay or go, step by step; their values do not matter. */
export function combineSets({ op, matching }: BinaryExpression, left: GridSeries[], right: GridSeries[]): GridSeries[] {
  return SET_OPERATORS[op as SetOperator](left, right, new Grouping(matching!.labels, !matching!.on));
}

/** At which steps there is a point of any series of a signature: 0 where there is none. */
function presenceOf(all: readonly GridSeries[], signature: Grouping): Presence {
  const bySignature = new Map<string, Uint8Array>();
  const own = new Set<Uint8Array>();
  for (const { labels, kinds } of all) {
    const key = signature.keyOf(labels);
    let present = bySignature.get(key);
    if (present === undefined) {
      bySignature.set(key, kinds);
      continue;
    }
    if (!own.has(present)) {
      present = present.slice();
      own.add(present);
      bySignature.set(key, present);
    }
    for (let step = 0; step < kinds.length; step++) present[step]! |= kinds[step]!;
  }
  return bySignature;
}

/** Takes away the points at whose steps the other side is not as wanted. */
function kept(
  all: readonly GridSeries[],
  other: Presence,
  signature: Grouping,
  wanted: 'present' | 'absent',
): GridSeries[] {
  const isPresenceWanted = wanted === 'present';
  return all.filter((series) => {
    const present = other.get(signature.keyOf(series.labels));
    if (present === undefined) return !isPresenceWanted;
    const { kinds } = series;
    for (let step = 0; step < kinds.length; step++) {
      if ((present[step] !== ABSENT) !== isPresenceWanted) kinds[step] = ABSENT;
    }
    return !series.isEmpty;
  });
}

/** A series that comes from the left at some steps and from the right at others is one. */
function merged(all: readonly GridSeries[]): GridSeries[] {
  const named = all.filter((series) => !series.dropName);
  if (named.length === all.length) return mergeSameLabels(all);
  // A name that is to go at the end of the query makes another series.
  return [...mergeSameLabels(named), ...mergeSameLabels(all.filter((series) => series.dropName))];
}
