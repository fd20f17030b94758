import type { CallNode } from './call-tree.js';

/** The time of a span in which none of its children ran, ns. */
export function selfTime({ span, children }: CallNode): number {
  let covered = 0;
  // Children come by start.
  let reached = 0;
  for (const child of children) {
    const start = Math.max(Number(child.span.startNs - span.startNs), reached);
    const end = Math.min(Number(child.span.startNs - span.startNs) + child.span.durationNs, span.durationNs);
    if (end <= start) continue;
    covered += end - start;
    reached = end;
  }
  return span.durationNs - covered;
}
