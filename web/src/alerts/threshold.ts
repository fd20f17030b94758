import { parser as logql } from '@grafana/lezer-logql';
import type { SyntaxNode } from '@lezer/common';
import { parser as promql } from '@prometheus-io/lezer-promql';

export type Language = 'promql' | 'logql';

/** A condition taken apart: what is measured, and the value that it must not pass. */
export interface Condition {
  readonly expr: string;
  /** `>`, `<=` …: the alert fires where this holds. */
  readonly operator: string;
  readonly threshold: number;
}

const PARSERS = { promql, logql } as const;
const BINARY: ReadonlySet<string> = new Set(['BinaryExpr', 'BinOpExpr']);
const COMPARISONS: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', '==', '!=']);
/** The left side of these is what is measured; the right one only says when. */
const CONDITIONS: ReadonlySet<string> = new Set(['and', 'unless']);

/**
 * What an alert's expression compares with which number: of `a > 1`, `(a > 1) and b`; undefined where it compares two
 * series, or nothing.
 */
export function conditionOf(text: string, language: Language): Condition | undefined {
  return conditionIn(PARSERS[language].parse(text).topNode, text);
}

function conditionIn(node: SyntaxNode, text: string): Condition | undefined {
  if (!BINARY.has(node.name)) {
    const only = node.firstChild;
    return only !== null && only.nextSibling === null ? conditionIn(only, text) : undefined;
  }
  const [left, right] = [node.firstChild, node.lastChild];
  const sign = left?.nextSibling;
  if (left === null || right === null || !sign) return undefined;
  const operator = text.slice(sign.from, sign.to).toLowerCase();
  if (CONDITIONS.has(operator)) return conditionIn(left, text);
  const threshold = Number(text.slice(right.from, right.to));
  if (!COMPARISONS.has(operator) || Number.isNaN(threshold)) return undefined;
  return { expr: text.slice(left.from, left.to), operator, threshold };
}
