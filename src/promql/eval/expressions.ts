import type { Aggregation, Call, Expression } from '../ast.js';

export function withoutParentheses(node: Expression): Expression {
  return node.kind === 'parentheses' ? withoutParentheses(node.expression) : node;
}

/** Annotations about an argument name the place within its parentheses. */
export function withBareArguments(node: Call): Call {
  return node.args.some(isWrapped) ? { ...node, args: node.args.map(withoutParentheses) } : node;
}

/** The same for what an aggregation takes. */
export function withBareOperands(node: Aggregation): Aggregation {
  const { expression, parameter } = node;
  if (parameter === undefined)
    return isWrapped(expression) ? { ...node, expression: withoutParentheses(expression) } : node;
  if (!isWrapped(expression) && !isWrapped(parameter)) return node;
  return { ...node, expression: withoutParentheses(expression), parameter: withoutParentheses(parameter) };
}

const isWrapped = ({ kind }: Expression): boolean => kind === 'parentheses';
