import type { Expression, VectorSelector } from './ast.js';

/** Every selector of an expression, from left to right. */
export function selectorsOf(node: Expression): VectorSelector[] {
  const found: VectorSelector[] = [];
  // A list rather than recursion: how deep a query nests is the user's choice.
  const open: Expression[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'vector-selector') found.push(next);
    else open.push(...childrenOf(next).reverse());
  }
  return found;
}

function childrenOf(node: Exclude<Expression, VectorSelector>): Expression[] {
  switch (node.kind) {
    case 'number-literal':
    case 'string-literal':
      return [];
    case 'matrix-selector':
      return [node.selector];
    case 'call':
      return [...node.args];
    case 'binary':
      return [node.left, node.right];
    case 'aggregation':
      return node.parameter === undefined ? [node.expression] : [node.parameter, node.expression];
    case 'subquery':
    case 'unary':
    case 'parentheses':
      return [node.expression];
  }
}
