import type { DurationExpression, Expression } from '../ast.js';

/** Functions whose value depends on the bounds of the query. */
const OF_THE_QUERY: ReadonlySet<string> = new Set(['start', 'end', 'step', 'range']);

/**
 * Whether a step's value depends on nothing but its time and samples up to it: not on the query's own bounds, not on what
 * comes after. Then it is the same in every query that has this step.
 */
export function isCacheable(node: Expression): boolean {
  switch (node.kind) {
    case 'number-literal':
    case 'string-literal':
      return true;
    case 'vector-selector':
      return node.at === undefined && node.extended !== 'smoothed' && looksBack(node.offset);
    case 'matrix-selector':
      return isFixed(node.range) && isCacheable(node.selector);
    case 'subquery':
      return (
        node.at === undefined &&
        looksBack(node.offset) &&
        isFixed(node.range) &&
        (node.step === undefined || isFixed(node.step)) &&
        isCacheable(node.expression)
      );
    case 'call':
      return !OF_THE_QUERY.has(node.function.name) && node.args.every(isCacheable);
    case 'aggregation':
      return isCacheable(node.expression) && (node.parameter === undefined || isCacheable(node.parameter));
    case 'binary':
      return isCacheable(node.left) && isCacheable(node.right);
    case 'unary':
    case 'parentheses':
      return isCacheable(node.expression);
  }
}

const looksBack = (offset: DurationExpression | undefined): boolean =>
  offset === undefined || (offset.kind === 'number-literal' && offset.value >= 0);

const isFixed = (duration: DurationExpression): boolean => duration.kind === 'number-literal';
