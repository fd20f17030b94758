import type { Expression } from '../ast.js';

export function withoutParentheses(node: Expression): Expression {
  return node.kind === 'parentheses' ? withoutParentheses(node.expression) : node;
}
