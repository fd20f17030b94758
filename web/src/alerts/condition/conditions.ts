import { type Language, type Operation, operatorTree, type Tree } from './operator-tree';

type Comparison = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** A number that what is measured is compared with. */
interface Bound {
  readonly comparison: Comparison;
  readonly value: number;
}

/** One comparison of an alert: it fires where all that are joined by `and` hold. */
export interface Condition {
  /** What is measured. */
  readonly expr: string;
  /** Two of `(x > 1) <= 5`; none where it is compared with series. */
  readonly bounds: readonly Bound[];
  /** The series that it is compared with. */
  readonly limit?: { readonly comparison: Comparison; readonly expr: string };
  /** How it is joined to those before it. */
  readonly join: 'and' | 'or';
}

/** Each comparison the other way round: `1 < x` is `x > 1`. */
const TURNED: Readonly<Record<string, Comparison>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '==',
  '!=': '!=',
};

/** The comparisons that an alert's expression hangs on, in its order; none where it compares nothing. */
export function conditionsOf(text: string, language: Language): readonly Condition[] {
  const tree = operatorTree(text, language);
  return tree === undefined ? [] : conditionsIn(tree, 'and');
}

function conditionsIn(tree: Tree, join: Condition['join']): readonly Condition[] {
  if (tree.kind === 'operand') return tree.inside === undefined ? [] : conditionsIn(tree.inside, join);
  const { operator, left, right } = tree;
  // What an `unless` takes away is no part of what is measured.
  if (operator === 'unless') return conditionsIn(left, join);
  if (operator === 'and' || operator === 'or') return [...conditionsIn(left, join), ...conditionsIn(right, operator)];
  return Object.hasOwn(TURNED, operator) ? comparisonIn(tree, join) : [];
}

function comparisonIn({ operator, left, right }: Operation, join: Condition['join']): readonly Condition[] {
  const comparison = operator as Comparison;
  const [low, high] = [constantOf(left), constantOf(right)];
  if (low !== undefined && high !== undefined) return [];
  if (high !== undefined) return bounded(left, { comparison, value: high }, join);
  if (low !== undefined) return bounded(right, { comparison: TURNED[comparison]!, value: low }, join);
  return [{ expr: left.text, bounds: [], limit: { comparison, expr: right.text }, join }];
}

/** A comparison of a comparison, `(x > 1) <= 5`, is two of the same. */
function bounded(measured: Tree, bound: Bound, join: Condition['join']): readonly Condition[] {
  const inside = measured.kind === 'operand' ? measured.inside : measured;
  const [inner, ...others] = inside === undefined ? [] : conditionsIn(inside, join);
  if (inner !== undefined && others.length === 0 && inner.limit === undefined && isComparison(inside)) {
    return [{ ...inner, bounds: [...inner.bounds, bound] }];
  }
  return [{ expr: measured.text, bounds: [bound], join }];
}

const isComparison = (tree: Tree | undefined): boolean =>
  tree?.kind === 'operation' && Object.hasOwn(TURNED, tree.operator);

const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

/** The value of `5 * 1024 * 1024`; undefined where series are in it. */
function constantOf(tree: Tree): number | undefined {
  if (tree.kind === 'operand') {
    if (tree.inside !== undefined) return constantOf(tree.inside);
    const value = Number(tree.text);
    return tree.text.trim() === '' || Number.isNaN(value) ? undefined : value;
  }
  const calculate = ARITHMETIC[tree.operator];
  const [left, right] = [constantOf(tree.left), constantOf(tree.right)];
  return calculate === undefined || left === undefined || right === undefined ? undefined : calculate(left, right);
}
