import type { EvaluatedSpan } from './span.js';

/**
 * Numbers the spans of a trace depth first, so that a span's descendants are those whose numbers lie between its own.
 * Spans that no root leads to (their parent is missing, or they are each other's parents) keep zeros. Of spans that share
 * an id only the first one has children.
 */
export function numberSpans(spans: readonly EvaluatedSpan[]): void {
  const children = new Map<string, EvaluatedSpan[]>();
  for (const span of spans) {
    const siblings = children.get(span.parentId);
    if (siblings === undefined) children.set(span.parentId, [span]);
    else siblings.push(span);
  }
  for (const span of spans) span.childCount = children.get(span.id)?.length ?? 0;
  let next = 1;
  const taken = new Set<string>();
  for (const root of children.get('') ?? []) {
    next = numberTree(root, children, taken, next);
  }
}

/** Without recursion: chains of spans may be as long as a sender likes. */
function numberTree(
  root: EvaluatedSpan,
  children: ReadonlyMap<string, readonly EvaluatedSpan[]>,
  taken: Set<string>,
  first: number,
): number {
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
  }
  return next;
}
