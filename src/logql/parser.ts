import { QuartetError } from '../model/errors.js';
import type { LabelMatcher } from '../storage/interface.js';
import type {
  BinaryExpression,
  BinaryOperator,
  Expression,
  LogExpression,
  MetricExpression,
  VectorAggregation,
} from './ast.js';
import { RANGE_AGGREGATIONS, VECTOR_AGGREGATIONS } from './ast.js';
import { check, checkMatchers, checkSelector } from './check.js';
import { foldConstants } from './constant-folding.js';
import { meaningError } from './parse-error.js';
import { Cursor } from './parser-cursor.js';
import { grouping } from './parser-grouping.js';
import { signedNumber } from './parser-label-filter.js';
import { streamSelector } from './parser-matchers.js';
import { binaryModifiers } from './parser-matching.js';
import { rangeAggregation } from './parser-range.js';
import { pipeline } from './parser-stages.js';
import { PRECEDENCE, precedenceOfRight } from './precedence.js';
import type { TokenKind } from './tokens.js';

/** Bytes of a query, as in Loki. */
const MAX_QUERY_BYTES = 131_072;

/**
 * Parses a query and checks its meaning. Throws `invalid_argument` with Loki's text: a mistake of syntax with its line
 * and column, else the first mistake of meaning. https://grafana.com/docs/loki/latest/query/
 */
export function parse(query: string): Expression {
  const expression = parseSyntax(query);
  check(expression);
  return expression;
}

/** Parses a query of log entries; refuses one of samples. */
export function parseLog(query: string): LogExpression {
  const expression = parse(query);
  if (expression.kind === 'log') return expression;
  throw new QuartetError('invalid_argument', 'only log selector is supported');
}

/** Parses a stream selector without a pipeline. */
export function parseSelector(query: string): readonly LabelMatcher[] {
  const matchers = parseMatchers(query);
  checkSelector(matchers);
  return matchers;
}

/** The same, or `{}`: all streams. */
export function parseSelectorOrAll(query: string): readonly LabelMatcher[] {
  const matchers = parseMatchers(query);
  if (matchers.length > 0) checkSelector(matchers);
  return matchers;
}

/** Parses what looks like a stream selector, but may match every stream, as `{}` does. */
function parseMatchers(query: string): readonly LabelMatcher[] {
  const expression = parseSyntax(query);
  if (expression.kind === 'log' && expression.stages.length === 0) {
    checkMatchers(expression.matchers);
    return expression.matchers;
  }
  throw new QuartetError('invalid_argument', 'only label matchers are supported');
}

function parseSyntax(query: string): Expression {
  const bytes = Buffer.byteLength(query);
  if (bytes > MAX_QUERY_BYTES) throw meaningError(`input size too long (${bytes} > ${MAX_QUERY_BYTES})`);
  return new Parser(new Cursor(query)).query();
}

/** Recursive descent over the tokens of one query. */
class Parser {
  private readonly operands: ReadonlyMap<TokenKind, () => Expression>;

  constructor(private readonly cursor: Cursor) {
    this.operands = new Map<TokenKind, () => Expression>([
      ['(', () => this.parentheses()],
      ['{', () => ({ kind: 'log', matchers: streamSelector(cursor), stages: pipeline(cursor, false) })],
      ['label_replace', () => this.labelReplace()],
      ['vector', () => this.vector()],
      ...(['NUMBER', '+', '-'] as const).map((kind) => [kind, () => this.literal()] as const),
      ...RANGE_AGGREGATIONS.map((op) => [op, () => rangeAggregation(cursor)] as const),
      ...VECTOR_AGGREGATIONS.map((op) => [op, () => this.vectorAggregation(op)] as const),
    ]);
  }

  query(): Expression {
    const { cursor } = this;
    const expression = this.expression(0);
    if (!cursor.is('$end')) throw cursor.unexpected();
    if (cursor.mistake !== undefined) throw cursor.mistake;
    return expression;
  }

  /** An expression of operators that bind tighter than `above`. */
  private expression(above: number): Expression {
    const { cursor } = this;
    return cursor.nested(() => {
      let left = this.operand();
      for (;;) {
        const op = cursor.peek().kind;
        if ((PRECEDENCE.get(op) ?? 0) <= above) return left;
        cursor.next();
        left = this.binary(op as BinaryOperator, left);
      }
    });
  }

  private operand(): Expression {
    const parseOperand = this.operands.get(this.cursor.peek().kind);
    if (parseOperand === undefined) throw this.cursor.unexpected();
    return parseOperand();
  }

  private binary(op: BinaryOperator, left: Expression): MetricExpression {
    const { cursor } = this;
    const modifiers = binaryModifiers(cursor);
    const right = this.expression(precedenceOfRight(op));
    const legs = { left: this.leg(op, left, 'left'), right: this.leg(op, right, 'right') };
    if (legs.left.kind === 'number-literal' && legs.right.kind === 'number-literal') {
      const value = foldConstants(op, legs.left.value, legs.right.value);
      if (value !== undefined) return { kind: 'number-literal', value };
    }
    return cursor.grown<BinaryExpression>({ kind: 'binary', op, ...legs, ...modifiers }, [legs.left, legs.right]);
  }

  /** Only samples can be calculated with; entries are a mistake of meaning. */
  private leg(op: BinaryOperator, expression: Expression, side: 'left' | 'right'): MetricExpression {
    if (expression.kind !== 'log') return expression;
    const type = expression.stages.length === 0 ? 'MatchersExpr' : 'PipelineExpr';
    this.cursor.mistake ??= meaningError(
      `unexpected type for ${side} leg of binary operation (${op}): *syntax.${type}`,
    );
    return { kind: 'number-literal', value: Number.NaN };
  }

  private parentheses(): Expression {
    const { cursor } = this;
    cursor.next();
    const inner = this.expression(0);
    if (!cursor.accept(')')) throw cursor.unexpected();
    // A pipeline may follow a selector in parentheses, not another pipeline.
    if (inner.kind !== 'log' || inner.stages.length > 0) return inner;
    return { ...inner, stages: pipeline(cursor, false) };
  }

  private literal(): MetricExpression {
    return { kind: 'number-literal', value: signedNumber(this.cursor) };
  }

  /** `vector(1)`. https://grafana.com/docs/loki/latest/query/metric_queries/#vector */
  private vector(): MetricExpression {
    const { cursor } = this;
    cursor.next();
    cursor.expect('(');
    const { amount: value } = cursor.expect('NUMBER');
    cursor.expect(')');
    return { kind: 'vector-literal', value };
  }

  /** `label_replace(rate({…}[1m]), "to", "$1", "from", "(.*)")`. https://grafana.com/docs/loki/latest/query/metric_queries/#label_replace */
  private labelReplace(): MetricExpression {
    const { cursor } = this;
    cursor.next();
    cursor.expect('(');
    const expression = this.samples();
    const [destination, replacement, source, regex] = [this.text(), this.text(), this.text(), this.text()];
    cursor.expect(')');
    return cursor.grown({ kind: 'label-replace' as const, expression, destination, replacement, source, regex }, [
      expression,
    ]);
  }

  /** A comma and a string. */
  private text(): string {
    this.cursor.expect(',');
    return this.cursor.expect('STRING').value;
  }

  /** https://grafana.com/docs/loki/latest/query/metric_queries/#built-in-aggregation-operators */
  private vectorAggregation(op: VectorAggregation['op']): MetricExpression {
    const { cursor } = this;
    cursor.next();
    const before = grouping(cursor);
    cursor.expect('(');
    const parameter = cursor.is('NUMBER') && cursor.peekSecond().kind === ',' ? cursor.next().amount : undefined;
    if (parameter !== undefined) cursor.next();
    const expression = this.samples();
    if (!cursor.accept(')')) throw cursor.unexpected();
    const groups = before ?? grouping(cursor);
    // `by ()` is as good as nothing, and Loki prints nothing for it.
    const isPlain = groups === undefined || (groups.labels.length === 0 && !groups.without);
    const node: VectorAggregation = {
      kind: 'vector-aggregation',
      op,
      expression,
      ...(parameter === undefined ? {} : { parameter }),
      ...(isPlain ? {} : { grouping: groups }),
    };
    return cursor.grown(node, [expression]);
  }

  /** An expression of samples: entries would have to go on as a range. */
  private samples(): MetricExpression {
    const expression = this.expression(0);
    if (expression.kind === 'log') throw this.cursor.unexpected();
    return expression;
  }
}
