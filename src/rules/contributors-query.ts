import type { Expression as LogqlExpression } from '../logql/ast.js';
import { printExpression as printLogql } from '../logql/print.js';
import { type Labels, METRIC_NAME } from '../model/labels.js';
import { KEY_SEPARATOR } from '../model/labels-key.js';
import type { Expression as PromqlExpression } from '../promql/ast.js';
import { printExpression as printPromql } from '../promql/print.js';

/** Series that are told of one alert. */
export const TOP = 5;

/** Finds the series that count most for each group of an aggregation. */
export interface ContributorsQuery {
  /** Yields at most `TOP` series of each group. */
  readonly expression: string;
  /** The same for an alert, by the labels that its expression yields, and for the series that contribute to it. */
  readonly groupOf: (labels: Labels) => string;
}

interface Grouping {
  readonly labels: readonly string[];
  readonly without: boolean;
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^']);
/** Aggregations of which each series has its part. */
const AGGREGATIONS: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max', 'count']);

interface Comparison<E> {
  readonly kind: string;
  readonly op?: string;
  readonly left?: E;
  readonly right?: E;
}

/** Of `aggregation > threshold`, also where arithmetic stands around the aggregation: then of its left side. */
function compared<E extends Comparison<E>>(
  expression: E,
  unwrap: (node: E) => E,
): { readonly side: E; readonly isLow: boolean } | undefined {
  const node = unwrap(expression);
  if (node.kind !== 'binary' || !COMPARISONS.has(node.op!)) return undefined;
  const [left, right] = [unwrap(node.left!), unwrap(node.right!)];
  const isLeft = left.kind !== 'number-literal';
  let side = isLeft ? left : right;
  while (side.kind === 'binary' && ARITHMETIC.has(side.op!)) {
    const first = unwrap(side.left!);
    side = first.kind === 'number-literal' ? unwrap(side.right!) : first;
  }
  return { side, isLow: node.op!.startsWith('<') === isLeft && /[<>]/.test(node.op!) };
}

export function promqlContributors(expression: PromqlExpression): ContributorsQuery | undefined {
  const found = compared<PromqlExpression>(expression, withoutParentheses);
  if (found?.side.kind !== 'aggregation' || !AGGREGATIONS.has(found.side.op)) return undefined;
  const { op, expression: inner, grouping: labels, without } = found.side;
  return contributors({ labels, without }, printPromql(inner), found.isLow && op !== 'sum' && op !== 'count');
}

export function logqlContributors(expression: LogqlExpression): ContributorsQuery | undefined {
  const found = compared<LogqlExpression & Comparison<LogqlExpression>>(expression, (node) => node);
  if (found?.side.kind !== 'vector-aggregation' || !AGGREGATIONS.has(found.side.op)) return undefined;
  const { op, expression: inner, grouping = { labels: [], without: false } } = found.side;
  return contributors(grouping, printLogql(inner), found.isLow && op !== 'sum' && op !== 'count');
}

const withoutParentheses = (node: PromqlExpression): PromqlExpression =>
  node.kind === 'parentheses' ? withoutParentheses(node.expression) : node;

function contributors(grouping: Grouping, inner: string, areLowest: boolean): ContributorsQuery {
  const { labels, without } = grouping;
  const clause =
    labels.length === 0 && !without ? '' : ` ${without ? 'without' : 'by'} (${labels.map(name).join(', ')})`;
  const named = new Set(without ? [...labels, METRIC_NAME] : labels);
  return {
    expression: `${areLowest ? 'bottomk' : 'topk'}${clause} (${TOP}, ${inner})`,
    groupOf: (of) => {
      const kept: string[] = [];
      for (let i = 0; i < of.length; i += 2) if (named.has(of[i]!) !== without) kept.push(of[i]!, of[i + 1]!);
      return kept.join(KEY_SEPARATOR);
    },
  };
}

const name = (label: string): string => (/^[a-zA-Z_]\w*$/.test(label) ? label : JSON.stringify(label));
