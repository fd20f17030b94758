import type { EvaluatedSpan, EvaluatedTrace } from '../eval/span.js';
import type { CallNode, CallTree } from './call-tree.js';

/** A stretch of time in which a trace waited for one span. */
export interface CriticalSection {
  readonly span: EvaluatedSpan;
  /** ns since the trace's start. */
  readonly startNs: number;
  readonly endNs: number;
}

/** What the way back through one span has come to. */
interface Frame {
  /** Undefined: the whole trace, above its roots. */
  readonly node: CallNode | undefined;
  readonly startNs: number;
  /** Up to here the time is not accounted for yet. */
  cursorNs: number;
  /** Those that are left, the last to end at the end. */
  readonly children: { readonly node: CallNode; readonly startNs: number; readonly endNs: number }[];
}

/**
 * What the duration of a trace is made of: from its end back to its start, at each time the innermost span whose end was
 * waited for. Below a span that is the child that ended last, then the one that ended last before that one began, and so
 * on; what is between them is the span's own time. Children count only within their parents' time. Sections come in the
 * order of time and do not overlap. What no root covers is left out.
 */
export function criticalPath({ startNs, durationNs }: EvaluatedTrace, { roots }: CallTree): CriticalSection[] {
  const sections: CriticalSection[] = [];
  const since = (node: CallNode): number => Number(node.span.startNs - startNs);
  const frame = (node: CallNode | undefined, children: readonly CallNode[], from: number, to: number): Frame => ({
    node,
    startNs: from,
    cursorNs: to,
    children: children
      .map((child) => ({
        node: child,
        startNs: Math.max(from, since(child)),
        endNs: Math.min(to, since(child) + child.span.durationNs),
      }))
      .filter((child) => child.startNs < child.endNs)
      .sort((a, b) => a.endNs - b.endNs || a.startNs - b.startNs),
  });
  const stack = [frame(undefined, roots, 0, durationNs)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = top.children.pop();
    if (child !== undefined && child.endNs > top.cursorNs) continue;
    const from = child?.endNs ?? top.startNs;
    if (top.node !== undefined && from < top.cursorNs) {
      sections.push({ span: top.node.span, startNs: from, endNs: top.cursorNs });
    }
    if (child === undefined) stack.pop();
    else {
      top.cursorNs = child.startNs;
      stack.push(frame(child.node, child.node.children, child.startNs, child.endNs));
    }
  }
  return sections.reverse();
}
