import type { Expression } from './ast.js';
import { aggregationHead, operatorText, subquerySuffix } from './print-parts.js';

/** Bytes that an expression may have on one line, without its indentation. */
const LINE = 100;

const indent = (level: number): string => '  '.repeat(level);

/** Prints an expression over several lines where `onOneLine` would make it too long. */
export function printPretty(expression: Expression, onOneLine: (node: Expression) => string): string {
  return new PrettyPrinter(onOneLine).print(expression, 0);
}

class PrettyPrinter {
  constructor(private readonly onOneLine: (node: Expression) => string) {}

  print(node: Expression, level: number): string {
    const line = this.onOneLine(node);
    const isShort = Buffer.byteLength(line) <= LINE;
    // Prometheus does not indent a short subquery; its answers are compared as texts.
    if (isShort) return node.kind === 'subquery' ? line : indent(level) + line;
    return this.split(node, level) ?? indent(level) + line;
  }

  /** Undefined for what has no place to break. */
  private split(node: Expression, level: number): string | undefined {
    const margin = indent(level);
    switch (node.kind) {
      case 'aggregation': {
        const parts = node.parameter === undefined ? [node.expression] : [node.parameter, node.expression];
        return `${margin}${aggregationHead(node)}(\n${this.list(parts, level + 1)}\n${margin})`;
      }
      case 'call':
        return `${margin}${node.function.name}(\n${this.list(node.args, level + 1)}\n${margin})`;
      case 'parentheses':
        return `${margin}(\n${this.print(node.expression, level + 1)}\n${margin})`;
      case 'binary': {
        const [left, right] = [this.print(node.left, level + 1), this.print(node.right, level + 1)];
        return `${left}\n${margin}${operatorText(node)}\n${right}`;
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
