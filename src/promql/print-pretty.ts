import type { Expression } from './ast.js';
import { childrenOf } from './children.js';
import { aggregationHead, leftText, operatorText, subquerySuffix } from './print-parts.js';

/** Bytes that an expression may have on one line, without its indentation. */
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
    if (this.isLong(node)) return this.split(node, level) ?? indent(level) + this.onOneLine(node);
    // Prometheus does not indent a short subquery; its answers are compared as texts.
    return (node.kind === 'subquery' ? '' : indent(level)) + this.onOneLine(node);
  }

  /** Judged from the leaves, so that no long text is made at every level. */
  private isLong(node: Expression): boolean {
    const known = this.long.get(node);
    if (known !== undefined) return known;
    const isLong =
      childrenOf(node).some((child) => this.isLong(child)) || Buffer.byteLength(this.onOneLine(node)) > LINE;
    this.long.set(node, isLong);
    return isLong;
  }

  /** Undefined for what has no place to break. */
  private split(node: Expression, level: number): string | undefined {
    const margin = indent(level);
    switch (node.kind) {
      case 'aggregation':
        return `${margin}${aggregationHead(node)}(\n${this.list(childrenOf(node), level + 1)}\n${margin})`;
      case 'call':
        return `${margin}${node.function.name}(\n${this.list(node.args, level + 1)}\n${margin})`;
      case 'parentheses':
        return `${margin}(\n${this.print(node.expression, level + 1)}\n${margin})`;
      case 'binary': {
        const left = leftText(node.op, this.print(node.left, level + 1));
        return `${left}\n${margin}${operatorText(node)}\n${this.print(node.right, level + 1)}`;
      }
      case 'unary':
        return `${margin}${node.op}${this.print(node.expression, level).trim()}`;
      case 'subquery':
        return `${this.print(node.expression, level)}${subquerySuffix(node)}`;
      default:
        return undefined;
    }
  }

  private list(nodes: readonly Expression[], level: number): string {
    return nodes.map((node) => this.print(node, level)).join(',\n');
  }
}
