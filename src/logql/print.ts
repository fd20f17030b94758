import { goDurationText } from '../lib/go-duration.js';
import type { Expression, LogRange } from './ast.js';
import { prometheusDurationText } from './duration-literal.js';
import {
  groupingText,
  literalText,
  logText,
  operatorText,
  parameterText,
  replaceArguments,
  unwrapTexts,
} from './print-parts.js';
import { printPretty } from './print-pretty.js';

export { printStage } from './print-stage.js';

const NS_PER_MS = 1e6;

/**
 * An expression as text, in Loki's own style; parsed again it means the same, but that sizes are rounded to two digits.
 * `pretty` breaks what is longer than a line, as `/loki/api/v1/format_query` answers it.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#format-a-logql-query
 */
export function printExpression(
  expression: Expression,
  { pretty = false }: { readonly pretty?: boolean } = {},
): string {
  return pretty ? printPretty(expression, onOneLine) : onOneLine(expression);
}

function onOneLine(node: Expression): string {
  switch (node.kind) {
    case 'log':
      return logText(node);
    case 'number-literal':
      return literalText(node.value);
    case 'vector-literal':
      return `vector(${node.value.toFixed(6)})`;
    case 'range-aggregation': {
      const parameter = parameterText(node);
      return `${node.op}(${parameter === undefined ? '' : `${parameter},`}${rangeText(node.range)})${groupingText(node.grouping)}`;
    }
    case 'vector-aggregation': {
      const parameter = parameterText(node);
      return `${node.op}${groupingText(node.grouping)}(${parameter === undefined ? '' : `${parameter},`}${onOneLine(node.expression)})`;
    }
    case 'binary':
      return `(${onOneLine(node.left)} ${operatorText(node)} ${onOneLine(node.right)})`;
    case 'label-replace':
      return `label_replace(${[onOneLine(node.expression), ...replaceArguments(node)].join(',')})`;
  }
}

function rangeText({ log, rangeMs, offsetMs, unwrap }: LogRange): string {
  const selected = [logText(log), ...(unwrap === undefined ? [] : unwrapTexts(unwrap))].join(' ');
  const offset = offsetMs === 0 ? '' : ` offset ${goDurationText(Math.round(offsetMs * NS_PER_MS))}`;
  return `${selected}[${prometheusDurationText(rangeMs)}]${offset}`;
}
