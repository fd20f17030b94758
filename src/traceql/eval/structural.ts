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
  const [first] = spans;
  if (first === undefined) return spans;
  const among = new Set(spans);
  return first.trace.spans.filter((span) => among.has(span));
}

const REVERSED: Record<StructuralOperator, StructuralOperator> = {
  '>': '<',
  '>>': '<<',
  '<': '>',
  '<<': '>>',
  '~': '~',
};

/**
 * Spans outside of the nested set (no root leads to them) are related to nothing. Sets are looked up by their numbers, which
 * are at most twice as many as the trace has spans: however long it is, a relation costs one pass over them.
 */
const RELATIONS: Record<StructuralOperator, Relation> = {
  '>': (parents) => {
    const isParent = new Uint8Array(numbersOf(parents));
    for (const { nestedSet } of parents) isParent[nestedSet.left] = 1;
    return ({ nestedSet }) => nestedSet.parent > 0 && isParent[nestedSet.parent] === 1;
  },
  '<': (children) => {
    const hasChild = new Uint8Array(numbersOf(children));
    for (const { nestedSet } of children) if (nestedSet.parent > 0) hasChild[nestedSet.parent] = 1;
    return ({ nestedSet }) => nestedSet.left > 0 && hasChild[nestedSet.left] === 1;
  },
  '>>': (ancestors) => {
    // Of nested intervals that begin before a span, the one that ends last holds it if any does.
    const ends = new Float64Array(numbersOf(ancestors));
    for (const { nestedSet } of ancestors) ends[nestedSet.left] = nestedSet.right;
    for (let left = 1; left < ends.length; left++) ends[left] = Math.max(ends[left]!, ends[left - 1]!);
    return ({ nestedSet }) => nestedSet.left > 0 && (ends[nestedSet.left - 1] ?? 0) > nestedSet.right;
  },
  '<<': (descendants) => {
    // The first interval that begins after a span lies within it if any does.
    const next = new Float64Array(numbersOf(descendants) + 1).fill(Number.POSITIVE_INFINITY);
    for (const { nestedSet } of descendants) if (nestedSet.left > 0) next[nestedSet.left] = nestedSet.left;
    for (let left = next.length - 2; left > 0; left--) next[left] = Math.min(next[left]!, next[left + 1]!);
    return ({ nestedSet }) =>
      nestedSet.left > 0 && (next[nestedSet.left + 1] ?? Number.POSITIVE_INFINITY) < nestedSet.right;
  },
  '~': (siblings) => {
    const among = new Uint8Array(numbersOf(siblings));
    // Roots, whose parent is -1, are each other's siblings.
    const byParent = new Float64Array(numbersOf(siblings) + 1);
    for (const { nestedSet } of siblings) {
      if (nestedSet.left === 0) continue;
      among[nestedSet.left] = 1;
      byParent[nestedSet.parent + 1] = byParent[nestedSet.parent + 1]! + 1;
    }
    return ({ nestedSet }) =>
      nestedSet.left > 0 && (byParent[nestedSet.parent + 1] ?? 0) > (among[nestedSet.left] ?? 0);
  },
};

/** More than the largest number of the nested set of the trace that these are of. */
const numbersOf = ([first]: Spans): number => (first === undefined ? 0 : 2 * first.trace.spans.length + 1);
