import type { Expression } from './ast.js';

/** The expressions that a node holds, in the order of the text. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'binary':
      return [node.left, node.right];
    case 'call':
      return node.args;
    case 'aggregation':
      return node.parameter === undefined ? [node.expression] : [node.parameter, node.expression];
    case 'matrix-selector':
      return [node.selector];
    case 'subquery':
    case 'unary':
    case 'parentheses':
      return [node.expression];
    case 'number-literal':
    case 'string-literal':
    case 'vector-selector':
      return [];
  }
}
