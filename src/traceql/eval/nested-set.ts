import type { EvaluatedSpan } from './span.js';

/** Spans of one step, which takes some milliseconds. */
const SPANS_AT_ONCE = 2048;

/**
 * Numbers the spans of a trace depth first, so that a span's descendants are those whose numbers lie between its own.
 * Spans that no root leads to (their parent is missing, or they are each other's parents) keep zeros. Of spans that share
 * an id only the first one has children. In steps.
 */
export function* numberSpans(spans: readonly EvaluatedSpan[]): Generator<undefined, void> {
  const children = new Map<string, EvaluatedSpan[]>();
  for (const [i, span] of spans.entries()) {
    const siblings = children.get(span.parentId);
    if (siblings === undefined) children.set(span.parentId, [span]);
    else siblings.push(span);
    if ((i + 1) % SPANS_AT_ONCE === 0) yield;
  }
  for (const [i, span] of spans.entries()) {
    span.childCount = children.get(span.id)?.length ?? 0;
    if ((i + 1) % SPANS_AT_ONCE === 0) yield;
  }
  let next = 1;
  const taken = new Set<string>();
  for (const root of children.get('') ?? []) {
    next = yield* numberTree(root, children, taken, next);
  }
}

/** Without recursion: chains of spans may be as long as a sender likes. */
function* numberTree(
  root: EvaluatedSpan,
  children: ReadonlyMap<string, readonly EvaluatedSpan[]>,
  taken: Set<string>,
  first: number,
): Generator<undefined, number> {
  let next = first;
  const open: { span: EvaluatedSpan; below: readonly EvaluatedSpan[]; at: number }[] = [];
  const enter = (span: EvaluatedSpan, parent: number) => {
    span.nestedSet = { left: next++, right: 0, parent };
    const below = taken.has(span.id) ? [] : (children.get(span.id) ?? []);
    taken.add(span.id);
    open.push({ span, below, at: 0 });
  };
  enter(root, -1);
  while (open.length > 0) {
    const top = open.at(-1)!;
    const child = top.below[top.at++];
    if (child !== undefined) enter(child, top.span.nestedSet.left);
    else {
      top.span.nestedSet.right = next++;
      open.pop();
    }
    // Each span takes two numbers.
    if (next % (2 * SPANS_AT_ONCE) === 0) yield;
  }
  return next;
}
