import type { Expression, VectorSelector } from './ast.js';
import { childrenOf } from './children.js';

/** Every selector of an expression, from left to right. */
export function selectorsOf(node: Expression): VectorSelector[] {
  const found: VectorSelector[] = [];
  // A list rather than recursion: how deep a query nests is the user's choice.
  const open: Expression[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'vector-selector') found.push(next);
    else open.push(...[...childrenOf(next)].reverse());
  }
  return found;
}
