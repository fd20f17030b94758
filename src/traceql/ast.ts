import type { Static } from '../model/static.js';

/**
 * The tree of a TraceQL query. Nodes are plain objects that nobody changes after parsing.
 * https://grafana.com/docs/tempo/latest/traceql/
 */
export interface Query {
  readonly root: SpansetPipeline | MetricsExpression;
  /** `with (most_recent=true, sample=0.1)`: in the order in which they stand, unknown ones too. */
  readonly hints: readonly Hint[];
}

export interface Hint {
  readonly name: string;
  readonly value: Static;
}

// What stands between the braces

export type FieldExpression = StaticExpression | IntrinsicField | AttributeField | UnaryExpression | BinaryExpression;

export interface StaticExpression {
  readonly kind: 'static';
  readonly value: Static;
}

/** Every intrinsic under its canonical name; `duration` and `span:duration` are the same one. */
const INTRINSICS = [
  'duration',
  'name',
  'status',
  'statusMessage',
  'kind',
  'childCount',
  'rootName',
  'rootServiceName',
  'traceDuration',
  'nestedSetLeft',
  'nestedSetRight',
  'nestedSetParent',
  'trace:id',
  'span:id',
  'span:parentID',
  'event:name',
  'event:timeSinceStart',
  'link:traceID',
  'link:spanID',
  'instrumentation:name',
  'instrumentation:version',
] as const;
export type Intrinsic = (typeof INTRINSICS)[number];

/** `text`: its name in answers, however it was written: `rootName` for `trace:rootName`, `span:childCount`. */
export interface IntrinsicField {
  readonly kind: 'intrinsic';
  readonly intrinsic: Intrinsic;
  readonly text: string;
}

/** `any`: `.name`, which looks at the span and then at its resource. */
export type AttributeScope = 'any' | 'span' | 'resource' | 'event' | 'link' | 'instrumentation';

export interface AttributeField {
  readonly kind: 'attribute';
  readonly scope: AttributeScope;
  readonly name: string;
}

export interface UnaryExpression {
  readonly kind: 'unary';
  readonly op: '-' | '!';
  readonly expression: FieldExpression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type RegexOperator = '=~' | '!~';

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly op: ArithmeticOperator | ComparisonOperator | RegexOperator | '&&' | '||';
  readonly left: FieldExpression;
  readonly right: FieldExpression;
}

// Spansets

/** Stages one after another: the first one gets every trace, each further one the spansets of the one before. */
export interface SpansetPipeline {
  readonly kind: 'pipeline';
  readonly stages: readonly PipelineStage[];
}

export type PipelineStage = SpansetExpression | ScalarFilter | GroupBy | Coalesce | Select;

export type SpansetExpression = SpansetFilter | SpansetOperation | SpansetPipeline;

/** `{ … }`; `{ }` is `true`. */
export interface SpansetFilter {
  readonly kind: 'filter';
  readonly expression: FieldExpression;
}

const STRUCTURAL_OPERATORS = ['>', '>>', '<', '<<', '~'] as const;
export type StructuralOperator = (typeof STRUCTURAL_OPERATORS)[number];

/** `!>>`: the spans of the right side for which it does not hold; `&>>`: the spans of both sides. */
export interface SpansetOperation {
  readonly kind: 'operation';
  readonly op: '&&' | '||' | StructuralOperator | `!${StructuralOperator}` | `&${StructuralOperator}`;
  readonly left: SpansetExpression;
  readonly right: SpansetExpression;
}

/** `count() > 2`, `avg(duration) + 1 < max(.x)`. */
export interface ScalarFilter {
  readonly kind: 'scalar-filter';
  readonly op: ComparisonOperator;
  readonly left: ScalarExpression;
  readonly right: ScalarExpression;
}

export type ScalarExpression =
  | StaticExpression
  | Aggregate
  | {
      readonly kind: 'scalar-operation';
      readonly op: ArithmeticOperator;
      readonly left: ScalarExpression;
      readonly right: ScalarExpression;
    };

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly op: 'count' | 'avg' | 'min' | 'max' | 'sum';
  /** Absent for `count()`. */
  readonly expression?: FieldExpression;
}

interface GroupBy {
  readonly kind: 'group-by';
  readonly expression: FieldExpression;
}

interface Coalesce {
  readonly kind: 'coalesce';
}

interface Select {
  readonly kind: 'select';
  readonly fields: readonly Field[];
}

export type Field = IntrinsicField | AttributeField;

// Metrics

export type MetricsExpression = MetricsPipeline | MetricsOperation | MetricsNumber | MetricsSecondStage;

/** `{ … } | rate() by (name)`. */
export interface MetricsPipeline {
  readonly kind: 'metrics';
  readonly spansets: SpansetPipeline;
  readonly aggregate: MetricsAggregate;
}

export type MetricsAggregate =
  | { readonly op: 'rate' | 'count_over_time'; readonly by: readonly Field[] }
  | {
      readonly op: 'min_over_time' | 'max_over_time' | 'avg_over_time' | 'sum_over_time' | 'histogram_over_time';
      readonly field: Field;
      readonly by: readonly Field[];
    }
  | {
      readonly op: 'quantile_over_time';
      readonly field: Field;
      /** 0 to 1. */
      readonly quantiles: readonly number[];
      readonly by: readonly Field[];
    }
  | {
      readonly op: 'compare';
      readonly selection: SpansetFilter;
      /** Values of each attribute that are kept; 10 unless given. */
      readonly topN: number;
      /** ns since 1970; both or none. */
      readonly start?: bigint;
      readonly end?: bigint;
    };

/** `… | topk(3)`, `… > 5`. */
export interface MetricsSecondStage {
  readonly kind: 'second-stage';
  readonly expression: MetricsExpression;
  readonly stage:
    | { readonly op: 'topk' | 'bottomk'; readonly limit: number }
    | { readonly op: ComparisonOperator; readonly value: number };
}

/** Arithmetic between series with equal labels, or with a number. */
export interface MetricsOperation {
  readonly kind: 'metrics-operation';
  readonly op: '+' | '-' | '*' | '/';
  readonly left: MetricsExpression;
  readonly right: MetricsExpression;
}

export interface MetricsNumber {
  readonly kind: 'metrics-number';
  readonly value: number;
}
