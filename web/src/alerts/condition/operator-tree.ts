import { parser as logql } from '@grafana/lezer-logql';
import type { SyntaxNode } from '@lezer/common';
import { parser as promql } from '@prometheus-io/lezer-promql';

export type Language = 'promql' | 'logql';

/** An expression by its operators: all that stands between them is an operand. */
export type Tree = Operand | Operation;

interface Operand {
  readonly kind: 'operand';
  readonly text: string;
  /** What its parentheses have in them, where it is nothing but that. */
  readonly inside?: Tree;
}

export interface Operation {
  readonly kind: 'operation';
  readonly text: string;
  /** In small letters: `>`, `and`. */
  readonly operator: string;
  readonly left: Tree;
  readonly right: Tree;
}

const PARSERS = { promql, logql } as const;
const BINARY: ReadonlySet<string> = new Set(['BinaryExpr', 'BinOpExpr']);

/**
 * From those that bind least to those that bind most.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
 */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];

/** Undefined for what cannot be read. */
export function operatorTree(text: string, language: Language): Tree | undefined {
  const { topNode } = PARSERS[language].parse(text);
  return topNode.firstChild === null ? undefined : treeOf(topNode.firstChild, text);
}

interface Part {
  readonly node: SyntaxNode;
  /** Behind modifiers that belong to it: `offset 1h`. */
  readonly to: number;
}

interface Flat {
  readonly parts: readonly Part[];
  /** One less, between them. */
  readonly operators: readonly string[];
}

function treeOf(node: SyntaxNode, text: string): Tree {
  return climbed(flattened(node, text, node.to), text);
}

/**
 * All operands of a chain without parentheses. The grammars that color texts group them otherwise than the engines do: LogQL's
 * knows no precedence, and to PromQL's an `offset` at the end belongs to the whole.
 */
function flattened(node: SyntaxNode, text: string, to: number): Flat {
  const bare = unwrapped(node);
  const first = bare.firstChild;
  if (bare.name === 'OffsetExpr' && first !== null && BINARY.has(unwrapped(first).name)) {
    return flattened(first, text, to);
  }
  const sign = first?.nextSibling;
  if (!BINARY.has(bare.name) || first === null || !sign || bare.lastChild === null) {
    return { parts: [{ node: bare, to }], operators: [] };
  }
  const left = flattened(first, text, first.to);
  const right = flattened(bare.lastChild, text, to);
  return {
    parts: [...left.parts, ...right.parts],
    operators: [...left.operators, text.slice(sign.from, sign.to).toLowerCase(), ...right.operators],
  };
}

/** The node without those around it that add nothing, not even parentheses. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  const only = node.firstChild;
  const isSame = only !== null && only.nextSibling === null && only.from === node.from && only.to === node.to;
  return isSame ? unwrapped(only) : node;
}

function climbed({ parts, operators }: Flat, text: string): Tree {
  if (operators.length === 0) return operandOf(parts[0]!, text);
  const level = LEVELS.find((names) => operators.some((one) => names.includes(one))) ?? [];
  // The last of a level is done last; `^` goes to the right, so that its first is.
  const at = level.includes('^')
    ? operators.findIndex((one) => level.includes(one))
    : operators.findLastIndex((one) => level.includes(one));
  if (at < 0) return { kind: 'operand', text: text.slice(parts[0]!.node.from, parts.at(-1)!.to) };
  return {
    kind: 'operation',
    text: text.slice(parts[0]!.node.from, parts.at(-1)!.to),
    operator: operators[at]!,
    left: climbed({ parts: parts.slice(0, at + 1), operators: operators.slice(0, at) }, text),
    right: climbed({ parts: parts.slice(at + 1), operators: operators.slice(at + 1) }, text),
  };
}

function operandOf({ node, to }: Part, text: string): Operand {
  const own = text.slice(node.from, to);
  const isParenthesised = own.startsWith('(') && own.endsWith(')') && node.firstChild?.nextSibling === null;
  const inside = isParenthesised ? node.firstChild : null;
  return { kind: 'operand', text: own, ...(inside && { inside: treeOf(inside, text) }) };
}
