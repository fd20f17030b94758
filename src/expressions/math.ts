import { ExpressionError } from './errors.js';
import { type Item, mapItem, type SeriesItem } from './item.js';
import { pairsOf } from './join.js';
import type { Node } from './math-syntax.js';

type Operator = (left: number, right: number) => number;

const truth = (is: boolean): number => (is ? 1 : 0);

/** A comparison is 1 where it holds, else 0; of what is no number it is none. */
const compared =
  (holds: (left: number, right: number) => boolean): Operator =>
  (left, right) =>
    Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : truth(holds(left, right));

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** right,
  '==': compared((left, right) => left === right),
  '!=': compared((left, right) => left !== right),
  '>': compared((left, right) => left > right),
  '<': compared((left, right) => left < right),
  '>=': compared((left, right) => left >= right),
  '<=': compared((left, right) => left <= right),
  '&&': compared((left, right) => left !== 0 && right !== 0),
  '||': compared((left, right) => left !== 0 || right !== 0),
};

/** A value that is missing stays so. */
const known =
  (change: (value: number) => number) =>
  (value: number | null): number | null =>
    value === null ? null : change(value);

/** Half away from zero, as Grafana rounds; Math.round rounds -0.5 up. */
const rounded = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

const FUNCTIONS: Readonly<Record<string, (value: number | null) => number | null>> = {
  abs: known(Math.abs),
  ceil: known(Math.ceil),
  floor: known(Math.floor),
  round: known(rounded),
  log: known(Math.log),
  is_inf: known((value) => truth(Math.abs(value) === Number.POSITIVE_INFINITY)),
  is_nan: known((value) => truth(Number.isNaN(value))),
  is_null: (value) => truth(value === null),
  is_number: (value) => truth(value !== null && Number.isFinite(value)),
};

const CONSTANTS: Readonly<Record<string, number | null>> = {
  inf: Number.POSITIVE_INFINITY,
  infn: Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
  null: null,
};

const UNARY = {
  '-': known((value) => -value),
  '!': known((value) => (Number.isNaN(value) ? value : truth(value === 0))),
};

/**
 * The items that a math expression gives. Two sides are joined where their labels are the same, those of one are among the
 * other's, or each side has a single item; series meet at the times that both have. Throws for names that are not known.
 * https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/#math
 */
export function evaluateMath(node: Node, itemsOf: (name: string) => readonly Item[]): readonly Item[] {
  const of = (inner: Node): readonly Item[] => evaluateMath(inner, itemsOf);
  if (node.kind === 'number') return [scalar(node.value)];
  if (node.kind === 'variable') return itemsOf(node.name);
  if (node.kind === 'unary') return of(node.operand).map((item) => mapItem(item, UNARY[node.operator]));
  if (node.kind === 'binary') return combined(node.operator, of(node.left), of(node.right));
  const { name, args } = node;
  if (Object.hasOwn(CONSTANTS, name) && args.length === 0) return [scalar(CONSTANTS[name]!)];
  const change = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (change === undefined || args.length !== 1) {
    throw new ExpressionError(
      'parse',
      `there is no function ${name} of ${args.length}: ${Object.keys(FUNCTIONS).join(', ')} take one`,
    );
  }
  return of(args[0]!).map((item) => mapItem(item, change));
}

const scalar = (value: number | null): Item => ({ kind: 'number', labels: {}, value });

function combined(operator: string, left: readonly Item[], right: readonly Item[]): readonly Item[] {
  const apply = OPERATORS[operator]!;
  return pairsOf(left, right).map((pair) => ({ ...applied(apply, pair.left, pair.right), labels: pair.labels }));
}

function applied(apply: Operator, left: Item, right: Item): Item {
  const of = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : apply(a, b));
  if (right.kind === 'number') return mapItem(left, (value) => of(value, right.value));
  if (left.kind === 'number') return mapItem(right, (value) => of(left.value, value));
  return atSameTimes(of, left, right);
}

function atSameTimes(
  of: (left: number | null, right: number | null) => number | null,
  left: SeriesItem,
  right: SeriesItem,
): SeriesItem {
  const at = new Map(right.times.map((time, row) => [time, row]));
  const rows = left.times.flatMap((time, row) => (at.has(time) ? [[row, at.get(time)!] as const] : []));
  return {
    ...left,
    times: rows.map(([row]) => left.times[row]!),
    values: rows.map(([row, other]) => of(left.values[row]!, right.values[other]!)),
  };
}
