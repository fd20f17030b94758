import { formatFloat } from '../lib/format-float.js';
import { quoteGo } from '../lib/go-quote.js';
import type { Expression } from './ast.js';
import { durationText } from './number-literal.js';
import {
  aggregationHead,
  durationExpressionText,
  leftText,
  operatorText,
  selectorText,
  subquerySuffix,
  timingText,
} from './print-parts.js';
import { printPretty } from './print-pretty.js';

/**
 * An expression as text, in Prometheus' own style; parsed again it means the same. `pretty` breaks what is longer than a
 * line, as `/api/v1/format_query` answers it.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#formatting-query-expressions
 */
export function printExpression(
  expression: Expression,
  { pretty = false }: { readonly pretty?: boolean } = {},
): string {
  return pretty ? printPretty(expression, onOneLine) : onOneLine(expression);
}

function onOneLine(node: Expression): string {
  switch (node.kind) {
    case 'number-literal':
      return node.isDuration ? durationText(node.value) : formatFloat(node.value);
    case 'string-literal':
      return quoteGo(node.value);
    case 'vector-selector':
      return selectorText(node) + timingText(node);
    case 'matrix-selector':
      return `${selectorText(node.selector)}[${durationExpressionText(node.range)}]${timingText(node.selector)}`;
    case 'subquery':
      return onOneLine(node.expression) + subquerySuffix(node);
    case 'call':
      return `${node.function.name}(${node.args.map(onOneLine).join(', ')})`;
    case 'aggregation': {
      const parameter = node.parameter === undefined ? '' : `${onOneLine(node.parameter)}, `;
      return `${aggregationHead(node)}(${parameter}${onOneLine(node.expression)})`;
    }
    case 'binary':
      return `${leftText(node.op, onOneLine(node.left))} ${operatorText(node)} ${onOneLine(node.right)}`;
    case 'unary':
      return node.op + onOneLine(node.expression);
    case 'parentheses':
      return `(${onOneLine(node.expression)})`;
  }
}
