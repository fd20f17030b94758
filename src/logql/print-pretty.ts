import type { Expression, LogExpression, LogRange, MetricExpression } from './ast.js';
import { prometheusDurationText } from './duration-literal.js';
import { PRECEDENCE, precedenceOfLeft, precedenceOfRight } from './precedence.js';
import {
  groupingText,
  operatorText,
  parameterText,
  replaceArguments,
  selectorText,
  unwrapTexts,
} from './print-parts.js';
import { printStage } from './print-stage.js';

/** Characters that an expression may have on one line, without its indentation. */
const LINE = 100;

const indent = (level: number): string => '  '.repeat(level);

/** Prints an expression over several lines where `onOneLine` would make it too long. */
export function printPretty(expression: Expression, onOneLine: (node: Expression) => string): string {
  return new PrettyPrinter(onOneLine).print(expression, 0);
}

class PrettyPrinter {
  private readonly long = new Map<Expression, boolean>();

  constructor(private readonly onOneLine: (node: Expression) => string) {}

  print(node: Expression, level: number): string {
    return this.isLong(node) ? this.split(node, level) : indent(level) + this.onOneLine(node);
  }

  /** Judged from the leaves, so that no long text is made at every level. */
  private isLong(node: Expression): boolean {
    const known = this.long.get(node);
    if (known !== undefined) return known;
    const isLong = childrenOf(node).some((child) => this.isLong(child)) || this.onOneLine(node).length > LINE;
    this.long.set(node, isLong);
    return isLong;
  }

  private split(node: Expression, level: number): string {
    switch (node.kind) {
      case 'log':
        return this.log(node, level);
      case 'range-aggregation':
        return (
          this.call(node.op, [this.parameter(node, level + 1), this.range(node.range, level + 1)], level) +
          groupingText(node.grouping, ', ')
        );
      case 'vector-aggregation':
        return this.call(
          node.op + groupingText(node.grouping, ', '),
          [this.parameter(node, level + 1), this.print(node.expression, level + 1)],
          level,
        );
      case 'label-replace':
        return this.call(
          'label_replace',
          [this.print(node.expression, level + 1), ...replaceArguments(node).map((text) => indent(level + 1) + text)],
          level,
        );
      case 'binary':
        return [
          this.leg(node.left, precedenceOfLeft(node.op), level + 1),
          indent(level) + operatorText(node),
          this.leg(node.right, precedenceOfRight(node.op), level + 1),
        ].join('\n');
      default:
        return indent(level) + this.onOneLine(node);
    }
  }

  /** A name and its arguments, each on a line of its own. */
  private call(head: string, args: readonly (string | undefined)[], level: number): string {
    const lines = args.filter((text) => text !== undefined).join(',\n');
    return `${indent(level)}${head}(\n${lines}\n${indent(level)})`;
  }

  private parameter(node: { readonly parameter?: number }, level: number): string | undefined {
    const text = parameterText(node);
    return text === undefined ? undefined : indent(level) + text;
  }

  /** Line filters in a row stay on one line. */
  private log(node: LogExpression, level: number): string {
    if (!this.isLong(node)) return indent(level) + this.onOneLine(node);
    const lines = [indent(level) + selectorText(node)];
    node.stages.forEach((stage, i) => {
      const isFollowing = stage.kind === 'line-filter' && node.stages[i - 1]?.kind === 'line-filter';
      if (isFollowing) lines.push(`${lines.pop()!} ${printStage(stage)}`);
      else lines.push(indent(level + 1) + printStage(stage));
    });
    return lines.join('\n');
  }

  private range({ log, rangeMs, offsetMs, unwrap }: LogRange, level: number): string {
    const unwrapped = unwrap === undefined ? [] : unwrapTexts(unwrap).map((text) => indent(level + 1) + text);
    const offset = offsetMs === 0 ? '' : ` offset ${prometheusDurationText(offsetMs)}`;
    return `${[this.log(log, level), ...unwrapped].join('\n')} [${prometheusDurationText(rangeMs)}]${offset}`;
  }

  /** One side of an operator: a looser operation over several lines needs parentheses, which one on a single line has. */
  private leg(node: MetricExpression, above: number, level: number): string {
    const isTight = node.kind !== 'binary' || PRECEDENCE.get(node.op)! > above;
    if (isTight || !this.isLong(node)) return this.print(node, level);
    return `${indent(level)}(\n${this.print(node, level + 1)}\n${indent(level)})`;
  }
}

/** The expressions whose texts a node's text holds. */
function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'binary':
      return [node.left, node.right];
    case 'vector-aggregation':
    case 'label-replace':
      return [node.expression];
    case 'range-aggregation':
      return [node.range.log];
    default:
      return [];
  }
}
