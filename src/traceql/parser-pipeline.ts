import type {
  ArithmeticOperator,
  ComparisonOperator,
  MetricsExpression,
  MetricsOperation,
  PipelineStage,
  ScalarExpression,
  SpansetExpression,
  SpansetOperation,
  SpansetPipeline,
} from './ast.js';
import { foldConstants } from './constant-folding.js';
import { negate } from './eval/arithmetic.js';
import { meaningError, unsupportedError } from './parse-error.js';
import { optionalAggregate } from './parser-aggregate.js';
import type { Cursor } from './parser-cursor.js';
import { spansetFilter } from './parser-filter.js';
import { optionalNumber } from './parser-literal.js';
import { METRICS_FUNCTIONS, metricsAggregate, metricsNumber, metricsStages } from './parser-metrics.js';
import { optionalNamedStage } from './parser-stages.js';
import { aboveOnRight, COMPARISONS, NUMBER_PRECEDENCE, SPANSET_PRECEDENCE } from './precedence.js';
import type { TokenKind } from './tokens.js';

/** What a part of a query turned out to be. */
type Part =
  /** `wrapped`: it holds a pipeline in parentheses, which combines only with others in parentheses. */
  | { readonly is: 'spansets'; readonly node: SpansetExpression; readonly wrapped: boolean }
  | { readonly is: 'scalar'; readonly node: ScalarExpression }
  | { readonly is: 'metrics'; readonly node: MetricsExpression };

/** What may stand at a place. `value`: whatever is computed with. */
type Wanted = 'any' | 'spansets' | 'wrapped' | 'scalar' | 'metrics' | 'value';

/** A whole query without its hints. https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/ */
export function parseRoot(cursor: Cursor): SpansetPipeline | MetricsExpression {
  const part = parsePipeline(cursor);
  if (part.is === 'scalar') throw cursor.unexpected();
  return part.is === 'metrics' ? part.node : asPipeline([part.node]);
}

/** Each group keeps what every stage before it grouped by. */
const MAX_STAGES = 100;

/** Stages one after another; a number of a set of spans may come last where parentheses are around it all. */
function parsePipeline(cursor: Cursor): Part {
  const first = parseStage(cursor);
  if (first.is === 'metrics') return { is: 'metrics', node: metricsStages(cursor, first.node) };
  if (first.is === 'scalar') return first;
  const stages: PipelineStage[] = [first.node];
  while (cursor.accept('|')) {
    if (METRICS_FUNCTIONS.has(cursor.kind)) {
      const aggregate = metricsAggregate(cursor);
      const metrics = { kind: 'metrics', spansets: asPipeline(stages), aggregate } as const;
      return { is: 'metrics', node: metricsStages(cursor, metrics) };
    }
    const stage = parseStage(cursor);
    if (stage.is === 'metrics') throw cursor.unexpected();
    if (stage.is === 'scalar') {
      // `({ } | count()) + …`, which Tempo reads too.
      if (cursor.kind !== ')') throw cursor.unexpected();
      cursor.mistake ??= unsupportedError('scalar filter lhs of type (%v)');
      return stage;
    }
    stages.push(stage.node);
    if (stages.length > MAX_STAGES) throw meaningError(`a pipeline may have ${MAX_STAGES} stages`);
  }
  const [only] = stages;
  if (stages.length === 1 && isSpansets(only!)) return { is: 'spansets', node: only, wrapped: first.wrapped };
  return { is: 'spansets', node: asPipeline(stages), wrapped: false };
}

const SPANSET_KINDS: ReadonlySet<string> = new Set<SpansetExpression['kind']>(['filter', 'operation', 'pipeline']);
const isSpansets = (stage: PipelineStage): stage is SpansetExpression => SPANSET_KINDS.has(stage.kind);

/** A pipeline in parentheses at the beginning of another one is the same without them. */
function asPipeline(stages: readonly PipelineStage[]): SpansetPipeline {
  const [first, ...others] = stages;
  return first?.kind === 'pipeline'
    ? { kind: 'pipeline', stages: [...first.stages, ...others] }
    : { kind: 'pipeline', stages };
}

type StagePart =
  | { readonly is: 'spansets'; readonly node: PipelineStage; readonly wrapped: boolean }
  | Extract<Part, { is: 'scalar' | 'metrics' }>;

const stagePart = (node: PipelineStage): StagePart => ({ is: 'spansets', node, wrapped: false });

function parseStage(cursor: Cursor): StagePart {
  const named = optionalNamedStage(cursor);
  if (named !== undefined) return stagePart(named);
  const part = parseOperation(cursor, 'any');
  const op = cursor.kind as ComparisonOperator;
  if (part.is !== 'scalar' || !COMPARISONS.includes(op)) return part;
  cursor.next();
  const right = scalarOf(cursor, parseOperation(cursor, 'scalar'));
  if (part.node.kind === 'static' && right.kind === 'static') throw cursor.unexpected();
  return stagePart({ kind: 'scalar-filter', op, left: part.node, right });
}

/** Parts with operators between them that bind tighter than `above`. */
function parseOperation(cursor: Cursor, wanted: Wanted, above = 0): Part {
  return cursor.nested(() => {
    let left = parseOperand(cursor, wanted);
    for (;;) {
      const op = cursor.kind;
      const own = (left.is === 'spansets' ? SPANSET_PRECEDENCE : NUMBER_PRECEDENCE).get(op);
      const isApplicable = left.is !== 'metrics' || isMetricsOperator(op);
      if (own === undefined || own <= above || !isApplicable) return left;
      cursor.next();
      left = combine(cursor, op, left, parseOperation(cursor, wantedBehind(op, left, wanted), aboveOnRight(op, own)));
    }
  });
}

const METRICS_OPERATORS: readonly MetricsOperation['op'][] = ['+', '-', '*', '/'];
const isMetricsOperator = (op: TokenKind): op is MetricsOperation['op'] =>
  METRICS_OPERATORS.includes(op as MetricsOperation['op']);

function wantedBehind(op: TokenKind, left: Part, wanted: Wanted): Wanted {
  if (left.is === 'spansets') return left.wrapped ? 'wrapped' : 'spansets';
  if (left.is === 'metrics') return 'metrics';
  if (wanted === 'scalar') return wanted;
  return left.node.kind === 'static' && isMetricsOperator(op) ? 'value' : 'scalar';
}

function combine(cursor: Cursor, op: TokenKind, left: Part, right: Part): Part {
  if (left.is === 'spansets' && right.is === 'spansets') {
    const { node, wrapped } = left;
    const operation: SpansetOperation = {
      kind: 'operation',
      op: op as SpansetOperation['op'],
      left: node,
      right: right.node,
    };
    return { is: 'spansets', node: cursor.grown(operation, node, right.node), wrapped };
  }
  if (left.is === 'metrics' || right.is === 'metrics') {
    const [leftNode, rightNode] = [metricsOf(cursor, left), metricsOf(cursor, right)];
    const operation: MetricsOperation = {
      kind: 'metrics-operation',
      op: op as MetricsOperation['op'],
      left: leftNode,
      right: rightNode,
    };
    return { is: 'metrics', node: cursor.grown(operation, leftNode, rightNode) };
  }
  const [leftNode, rightNode] = [scalarOf(cursor, left), scalarOf(cursor, right)];
  return { is: 'scalar', node: scalarOperation(cursor, op as ArithmeticOperator, leftNode, rightNode) };
}

function metricsOf(cursor: Cursor, part: Part): MetricsExpression {
  if (part.is === 'metrics') return part.node;
  if (part.is === 'scalar' && part.node.kind === 'static') return metricsNumber(part.node.value);
  throw cursor.unexpected();
}

function scalarOf(cursor: Cursor, part: Part): ScalarExpression {
  if (part.is !== 'scalar') throw cursor.unexpected();
  return part.node;
}

function scalarOperation(
  cursor: Cursor,
  op: ArithmeticOperator,
  left: ScalarExpression,
  right: ScalarExpression,
): ScalarExpression {
  if (left.kind === 'static' && right.kind === 'static') {
    const value = foldConstants(op, left.value, right.value);
    if (value !== undefined) return { kind: 'static', value };
  }
  return cursor.grown({ kind: 'scalar-operation', op, left, right }, left, right);
}

const MAY_BE_AGGREGATE: ReadonlySet<Wanted> = new Set<Wanted>(['any', 'scalar', 'value']);

function parseOperand(cursor: Cursor, wanted: Wanted): Part {
  if (wanted === 'wrapped' && cursor.kind !== '(') throw cursor.unexpected('(');
  if (cursor.accept('(')) return inParentheses(cursor, wanted);
  if (wanted === 'any' || wanted === 'spansets') {
    if (cursor.kind === '{') return { is: 'spansets', node: spansetFilter(cursor), wrapped: false };
    if (wanted === 'spansets') throw cursor.unexpected('{', '(');
  }
  if (cursor.accept('-')) return negated(cursor, wanted);
  const scalar = optionalNumber(cursor) ?? (MAY_BE_AGGREGATE.has(wanted) ? optionalAggregate(cursor) : undefined);
  if (scalar === undefined) throw cursor.unexpected();
  return { is: 'scalar', node: scalar };
}

/** A sign is of a number; of an aggregate it is a product with -1. */
function negated(cursor: Cursor, wanted: Wanted): Part {
  const node = scalarOf(
    cursor,
    parseOperation(cursor, wanted === 'any' ? 'scalar' : wanted, NUMBER_PRECEDENCE.get('+')),
  );
  if (node.kind === 'static') return { is: 'scalar', node: { kind: 'static', value: negate(node.value) } };
  return { is: 'scalar', node: scalarOperation(cursor, '*', MINUS_ONE, node) };
}

const MINUS_ONE: ScalarExpression = { kind: 'static', value: { type: 'int', value: -1 } };

/** Behind the opening parenthesis, up to the closing one. */
function inParentheses(cursor: Cursor, wanted: Wanted): Part {
  const isPlain = wanted === 'spansets' || wanted === 'scalar';
  const part = isPlain ? parseOperation(cursor, wanted) : parsePipeline(cursor);
  const isSeries = wanted === 'metrics' || wanted === 'value';
  if (isSeries && part.is === 'spansets') throw cursor.unexpected('|');
  if (wanted === 'wrapped' && part.is !== 'spansets') throw cursor.unexpected();
  if (cursor.kind !== ')') {
    const isOpen = !isPlain && part.is === 'spansets' && !part.wrapped;
    throw isOpen ? cursor.unexpected(')', '|') : cursor.unexpected();
  }
  cursor.next();
  const isPipeline = part.is === 'spansets' && (part.wrapped || part.node.kind === 'pipeline');
  return isPipeline ? { ...part, wrapped: true } : part;
}
