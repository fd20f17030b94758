import type { StructuralOperator } from '../ast.js';
import type { EvaluatedSpan } from './span.js';

type Spans = readonly EvaluatedSpan[];

/** Whether a span stands in a relation to any span of a set. */
type Relation = (among: Spans) => (span: EvaluatedSpan) => boolean;

/**
 * The spans of `right` that stand in a relation to one of `left` (`>`: its children, `>>` descendants, `<` parents, `<<`
 * ancestors, `~` siblings), in order of time, and with `union` also the spans of `left` that they stand in it to.
 * https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#structural-operators
 */
export function related(op: StructuralOperator, left: Spans, right: Spans, union: boolean): Spans {
  const found = right.filter(RELATIONS[op](left));
  if (!union || found.length === 0) return found;
  return inOrder([...left.filter(RELATIONS[REVERSED[op]](right)), ...found]);
}

/** The spans of `right` that stand in the relation to none of `left`. */
export function unrelated(op: StructuralOperator, left: Spans, right: Spans): Spans {
  const isRelated = RELATIONS[op](left);
  return right.filter((span) => !isRelated(span));
}

/** Each span once, oldest first. */
export function inOrder(spans: Spans): Spans {
  const order = new Map<EvaluatedSpan, number>();
  const [first] = spans;
  if (first !== undefined) for (const [at, span] of first.trace.spans.entries()) order.set(span, at);
  return [...new Set(spans)].sort((a, b) => order.get(a)! - order.get(b)!);
}

const REVERSED: Record<StructuralOperator, StructuralOperator> = {
  '>': '<',
  '>>': '<<',
  '<': '>',
  '<<': '>>',
  '~': '~',
};

/** Spans outside of the nested set (no root leads to them) are related to nothing. */
const RELATIONS: Record<StructuralOperator, Relation> = {
  '>': (parents) => {
    const lefts = new Set(connected(parents).map(({ nestedSet }) => nestedSet.left));
    return ({ nestedSet }) => lefts.has(nestedSet.parent);
  },
  '<': (children) => {
    const parents = new Set(connected(children).map(({ nestedSet }) => nestedSet.parent));
    return ({ nestedSet }) => nestedSet.left > 0 && parents.has(nestedSet.left);
  },
  '>>': (ancestors) => {
    // Of nested intervals that begin before a span, the one that ends last holds it if any does.
    const sets = byLeft(ancestors);
    const ends: number[] = [];
    for (const [i, { right }] of sets.entries()) ends.push(Math.max(right, ends[i - 1] ?? 0));
    return ({ nestedSet }) => {
      const before = firstAtLeast(sets, nestedSet.left) - 1;
      return before >= 0 && nestedSet.left > 0 && ends[before]! > nestedSet.right;
    };
  },
  '<<': (descendants) => {
    const sets = byLeft(descendants);
    return ({ nestedSet }) => {
      const after = sets[firstAtLeast(sets, nestedSet.left + 1)];
      return after !== undefined && nestedSet.left > 0 && after.left < nestedSet.right;
    };
  },
  '~': (siblings) => {
    const byParent = new Map<number, Set<number>>();
    for (const { nestedSet } of connected(siblings)) {
      const among = byParent.get(nestedSet.parent) ?? new Set();
      byParent.set(nestedSet.parent, among.add(nestedSet.left));
    }
    return ({ nestedSet }) => {
      const among = byParent.get(nestedSet.parent);
      return among !== undefined && nestedSet.left > 0 && (among.size > 1 || !among.has(nestedSet.left));
    };
  },
};

const connected = (spans: Spans): Spans => spans.filter(({ nestedSet }) => nestedSet.left > 0);

const byLeft = (spans: Spans) =>
  connected(spans)
    .map(({ nestedSet }) => nestedSet)
    .sort((a, b) => a.left - b.left);

/** Index of the first set whose `left` is at least `left`. */
function firstAtLeast(sets: readonly { readonly left: number }[], left: number): number {
  let [low, high] = [0, sets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sets[middle]!.left < left) low = middle + 1;
    else high = middle;
  }
  return low;
}
