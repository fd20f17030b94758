import type { LabelMatcher } from '../storage/interface.js';
import type { FunctionSignature } from './functions.js';

/**
 * The tree of a PromQL expression. Nodes are plain objects that nobody changes after parsing.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export type Expression =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | BinaryExpression
  | UnaryExpression
  | Parentheses;

/** Where a node stands in the query: UTF-16 offsets, `end` exclusive. */
export interface Position {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly position: Position;
}

export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';

/** `1e3`, `0x1f`, `Inf`; also `5m`, which is 300. */
export interface NumberLiteral extends Node {
  readonly kind: 'number-literal';
  readonly value: number;
  /** It was written as a duration, and is printed as one. */
  readonly isDuration: boolean;
}

interface StringLiteral extends Node {
  readonly kind: 'string-literal';
  readonly value: string;
}

/** `name{label="value", …} offset 5m @ 1609746000`. */
export interface VectorSelector extends Node {
  readonly kind: 'vector-selector';
  /** The metric name where it stands before the braces; empty where none does. */
  readonly name: string;
  /** All conditions as they stand in braces, then the one on `__name__` that `name` means. */
  readonly matchers: readonly LabelMatcher[];
  readonly offset?: DurationExpression;
  readonly at?: AtModifier;
  /** `anchored`, `smoothed`: how the range's bounds are read (feature promql-extended-range-selectors). */
  readonly extended?: 'anchored' | 'smoothed';
}

/** `selector[5m]`. Offset and `@` stand in its selector. */
export interface MatrixSelector extends Node {
  readonly kind: 'matrix-selector';
  readonly selector: VectorSelector;
  readonly range: DurationExpression;
}

/** `expression[1h:1m] offset 5m @ end()`. */
export interface Subquery extends Node {
  readonly kind: 'subquery';
  readonly expression: Expression;
  readonly range: DurationExpression;
  /** Absent: the evaluation interval of the server. */
  readonly step?: DurationExpression;
  readonly offset?: DurationExpression;
  readonly at?: AtModifier;
}

/** `@ 1609746000` (ms here), `@ start()`, `@ end()`. */
export type AtModifier = { readonly kind: 'time'; readonly ms: number } | { readonly kind: 'start' | 'end' };

/**
 * A duration, or arithmetic on durations: `[5m * 2]`, `offset step()`, `[max_of(range(), 1m)]`. Numbers are seconds.
 * Resolved by `durationMs`.
 */
export type DurationExpression = NumberLiteral | DurationOperation;

/** Arithmetic on durations. */
export type DurationOperation = Node & {
  /** It stands in parentheses. */
  readonly wrapped: boolean;
} & (
    | { readonly kind: 'duration-step' | 'duration-range' }
    | { readonly kind: 'duration-unary'; readonly op: '+' | '-'; readonly operand: DurationExpression }
    | {
        readonly kind: 'duration-binary';
        readonly op: '+' | '-' | '*' | '/' | '%' | '^' | 'min_of' | 'max_of';
        readonly left: DurationExpression;
        readonly right: DurationExpression;
      }
  );

export interface Call extends Node {
  readonly kind: 'call';
  readonly function: FunctionSignature;
  readonly args: readonly Expression[];
}

export const AGGREGATIONS = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
  'limit_ratio',
] as const;

export type AggregationOperator = (typeof AGGREGATIONS)[number];

/** `sum by (job) (expression)`, `topk without (instance) (parameter, expression)`. */
export interface Aggregation extends Node {
  readonly kind: 'aggregation';
  readonly op: AggregationOperator;
  readonly expression: Expression;
  /** Of topk, bottomk, quantile, count_values, limitk and limit_ratio. */
  readonly parameter?: Expression;
  readonly grouping: readonly string[];
  readonly without: boolean;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type SetOperator = 'and' | 'or' | 'unless';
/** `</` keeps of a histogram what is below a value, `>/` what is above. */
type TrimOperator = '</' | '>/';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator;

/** How the two sides of an operator between vectors find each other. */
export interface VectorMatching {
  readonly cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  readonly labels: readonly string[];
  /** `on (labels)`; else `ignoring (labels)`, which is also the default with no labels. */
  readonly on: boolean;
  /** Labels that `group_left (…)` or `group_right (…)` takes over from the one side. */
  readonly include: readonly string[];
  /** The value of a side that has no partner (feature promql-binop-fill-modifiers). */
  readonly fillLeft?: number;
  readonly fillRight?: number;
}

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly returnBool: boolean;
  /** Between two vectors only. */
  readonly matching?: VectorMatching;
}

export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly op: '+' | '-';
  readonly expression: Expression;
}

interface Parentheses extends Node {
  readonly kind: 'parentheses';
  readonly expression: Expression;
}
