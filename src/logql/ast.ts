import type { LabelMatcher } from '../storage/interface.js';

/**
 * The tree of a LogQL expression. Nodes are plain objects that nobody changes after parsing.
 * https://grafana.com/docs/loki/latest/query/
 */
export type Expression = LogExpression | MetricExpression;

export type MetricExpression =
  | RangeAggregation
  | VectorAggregation
  | BinaryExpression
  | NumberLiteral
  | VectorLiteral
  | LabelReplace;

/** `{label="value"} |= "x" | json`: streams, and what is done with each of their entries in turn. */
export interface LogExpression {
  readonly kind: 'log';
  readonly matchers: readonly LabelMatcher[];
  readonly stages: readonly Stage[];
}

export type Stage =
  | LineFilter
  | JsonStage
  | LogfmtStage
  | PatternStage
  | RegexpStage
  | { readonly kind: 'unpack' }
  | { readonly kind: 'decolorize' }
  | LabelFilterStage
  | LineFormat
  | LabelFormat
  | DropOrKeep;

/** `|= "a" or "b"`. An entry passes `|=`, `|~`, `|>` when one of the alternatives is found, the negated ones when none is. */
export interface LineFilter {
  readonly kind: 'line-filter';
  readonly op: '|=' | '!=' | '|~' | '!~' | '|>' | '!>';
  readonly alternatives: readonly { readonly value: string; readonly isIp: boolean }[];
}

/** `label="path.in[0].json"`; `label` alone means the field of that name. */
export interface Extraction {
  readonly name: string;
  readonly path: string;
}

/** Without expressions all fields become labels. */
export interface JsonStage {
  readonly kind: 'json';
  readonly expressions: readonly Extraction[];
}

export interface LogfmtStage {
  readonly kind: 'logfmt';
  readonly strict: boolean;
  readonly keepEmpty: boolean;
  readonly expressions: readonly Extraction[];
}

export interface PatternStage {
  readonly kind: 'pattern';
  readonly pattern: string;
}

export interface RegexpStage {
  readonly kind: 'regexp';
  readonly pattern: string;
}

export interface LabelFilterStage {
  readonly kind: 'label-filter';
  readonly filter: LabelFilter;
}

export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type LabelFilter =
  | { readonly kind: 'and' | 'or'; readonly left: LabelFilter; readonly right: LabelFilter }
  | { readonly kind: 'text'; readonly matcher: LabelMatcher }
  | { readonly kind: 'number'; readonly name: string; readonly op: ComparisonOperator; readonly value: number }
  /** `text` as it was written, for printing; `value` in ns. */
  | {
      readonly kind: 'duration';
      readonly name: string;
      readonly op: ComparisonOperator;
      readonly value: number;
      readonly text: string;
    }
  | {
      readonly kind: 'bytes';
      readonly name: string;
      readonly op: ComparisonOperator;
      readonly value: number;
      readonly text: string;
    }
  | { readonly kind: 'ip'; readonly name: string; readonly op: '=' | '!='; readonly value: string };

export interface LineFormat {
  readonly kind: 'line-format';
  readonly template: string;
}

/** `name=other` renames, `name="template"` computes. */
export interface LabelFormat {
  readonly kind: 'label-format';
  readonly formats: readonly (
    | { readonly name: string; readonly source: string }
    | { readonly name: string; readonly template: string }
  )[];
}

/** Names, or conditions under which the label of that name is dropped or kept. */
export interface DropOrKeep {
  readonly kind: 'drop' | 'keep';
  readonly items: readonly ({ readonly name: string } | { readonly matcher: LabelMatcher })[];
}

export interface Grouping {
  readonly labels: readonly string[];
  readonly without: boolean;
}

/** `{…} | json | unwrap duration(took) | __error__="" [5m] offset 1m`. Times in ms. */
export interface LogRange {
  readonly log: LogExpression;
  readonly rangeMs: number;
  readonly offsetMs: number;
  readonly unwrap?: Unwrap;
}

export interface Unwrap {
  readonly label: string;
  readonly conversion?: 'duration' | 'duration_seconds' | 'bytes';
  /** Label filters behind it: they see the errors of the conversion. */
  readonly filters: readonly LabelFilter[];
}

export const RANGE_AGGREGATIONS = [
  'rate',
  'rate_counter',
  'count_over_time',
  'bytes_rate',
  'bytes_over_time',
  'absent_over_time',
  'sum_over_time',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'first_over_time',
  'last_over_time',
] as const;

export interface RangeAggregation {
  readonly kind: 'range-aggregation';
  readonly op: (typeof RANGE_AGGREGATIONS)[number];
  readonly range: LogRange;
  /** Of `quantile_over_time`. */
  readonly parameter?: number;
  readonly grouping?: Grouping;
}

export const VECTOR_AGGREGATIONS = [
  'sum',
  'avg',
  'count',
  'max',
  'min',
  'stddev',
  'stdvar',
  'bottomk',
  'topk',
  'approx_topk',
  'sort',
  'sort_desc',
] as const;

export interface VectorAggregation {
  readonly kind: 'vector-aggregation';
  readonly op: (typeof VECTOR_AGGREGATIONS)[number];
  readonly expression: MetricExpression;
  /** Of topk, bottomk and approx_topk. */
  readonly parameter?: number;
  readonly grouping?: Grouping;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | ComparisonOperator | 'and' | 'or' | 'unless';

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: MetricExpression;
  readonly right: MetricExpression;
  readonly returnBool: boolean;
  /** Absent: `on` and `ignoring` were not given. */
  readonly matching?: {
    readonly on: boolean;
    readonly labels: readonly string[];
    readonly group?: 'left' | 'right';
    readonly include: readonly string[];
  };
}

interface NumberLiteral {
  readonly kind: 'number-literal';
  readonly value: number;
}

/** `vector(1)`. */
interface VectorLiteral {
  readonly kind: 'vector-literal';
  readonly value: number;
}

export interface LabelReplace {
  readonly kind: 'label-replace';
  readonly expression: MetricExpression;
  readonly destination: string;
  readonly replacement: string;
  readonly source: string;
  readonly regex: string;
}
