import { QuartetError } from '../../../model/errors.js';
import type { Call, MatrixSelector, Subquery } from '../../ast.js';
import { withoutParentheses } from '../expressions.js';

/** The argument of a call that is a range vector, without parentheses around it. */
export function rangeArgument(node: Call): MatrixSelector | Subquery {
  for (const arg of node.args) {
    const inner = withoutParentheses(arg);
    if (inner.kind === 'matrix-selector' || inner.kind === 'subquery') return inner;
  }
  throw new QuartetError('internal', `${node.function.name} has no range vector`);
}

/** How the call reads the bounds of its range (feature promql-extended-range-selectors). */
export function extension(node: Call): 'anchored' | 'smoothed' | undefined {
  const argument = rangeArgument(node);
  return argument.kind === 'matrix-selector' ? argument.selector.extended : undefined;
}

const EXTENDABLE: Readonly<Record<'anchored' | 'smoothed', readonly string[]>> = {
  anchored: ['changes', 'delta', 'increase', 'rate', 'resets'],
  smoothed: ['delta', 'increase', 'rate'],
};

/** Throws `execution` when the function cannot read a range as its selector says. */
export function checkExtension(node: Call): void {
  const extended = extension(node);
  if (extended === undefined || EXTENDABLE[extended].includes(node.function.name)) return;
  throw new QuartetError(
    'execution',
    `${extended} modifier can only be used with: ${EXTENDABLE[extended].join(', ')} - not with ${node.function.name}`,
  );
}
