import type { Static } from '../../model/static.js';
import type { BinaryExpression, ComparisonOperator, FieldExpression } from '../ast.js';
import { anchoredMatcher } from './anchored-matcher.js';
import { calculate, negate } from './arithmetic.js';
import { compares, comparesOfType } from './compare-statics.js';
import { fieldReader } from './field-value.js';
import type { EvaluatedSpan } from './span.js';

/** The value of an expression for a span; nil where it has none. */
export type SpanValue = (span: EvaluatedSpan) => Static;

export type SpanPredicate = (span: EvaluatedSpan) => boolean;

/** A filter's expression: it holds where its value is true, and for an array where one element is. */
export function compilePredicate(expression: FieldExpression): SpanPredicate {
  const value = compileExpression(expression);
  return (span) => isTrue(value(span));
}

const isTrue = (value: Static): boolean =>
  value.type === 'bool' ? value.value : value.type === 'array' && value.values.some(isTrue);

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/ */
export function compileExpression(expression: FieldExpression): SpanValue {
  switch (expression.kind) {
    case 'static': {
      const { value } = expression;
      return () => value;
    }
    case 'intrinsic':
    case 'attribute':
      return fieldReader(expression);
    case 'unary': {
      const value = compileExpression(expression.expression);
      if (expression.op === '-') return (span) => negate(value(span));
      return (span) => bool(!isTrue(value(span)));
    }
    case 'binary':
      return compileBinary(expression);
  }
}

const TRUE: Static = { type: 'bool', value: true };
const FALSE: Static = { type: 'bool', value: false };
const bool = (value: boolean): Static => (value ? TRUE : FALSE);

function compileBinary(expression: BinaryExpression): SpanValue {
  const { op } = expression;
  const left = compileExpression(expression.left);
  const right = compileExpression(expression.right);
  switch (op) {
    case '&&':
      return (span) => bool(isTrue(left(span)) && isTrue(right(span)));
    case '||':
      return (span) => bool(isTrue(left(span)) || isTrue(right(span)));
    case '=~':
    case '!~':
      return compileMatch(op === '!~', expression.right, left);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
      return (span) => calculate(op, left(span), right(span));
    default:
      return compileComparison(op, expression, left, right);
  }
}

const isNil = ({ kind, ...node }: FieldExpression): boolean =>
  kind === 'static' && (node as { value: Static }).value.type === 'nil';

function compileComparison(
  op: ComparisonOperator,
  expression: BinaryExpression,
  left: SpanValue,
  right: SpanValue,
): SpanValue {
  const [leftNil, rightNil] = [isNil(expression.left), isNil(expression.right)];
  if (leftNil && rightNil) return () => FALSE;
  if (leftNil || rightNil) {
    const value = leftNil ? right : left;
    return (span) => bool((value(span).type === 'nil') === (op === '='));
  }
  if (expression.left.kind === 'attribute' && expression.right.kind === 'static') {
    return (span) => bool(comparesOfType(op, left(span), right(span)));
  }
  if (expression.left.kind === 'static' && expression.right.kind === 'attribute') {
    const turned = TURNED[op];
    return (span) => bool(comparesOfType(turned, right(span), left(span)));
  }
  return (span) => bool(compares(op, left(span), right(span)));
}

/** `1 < x` is `x > 1`. */
export const TURNED: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** RE2, anchored at both ends; of an array one element has to match (or, negated, not to match). Only texts do either. */
function compileMatch(negated: boolean, pattern: FieldExpression, value: SpanValue): SpanValue {
  const matches = anchoredMatcher(
    pattern.kind === 'static' && pattern.value.type === 'string' ? pattern.value.value : '',
  );
  const holds = (one: Static): boolean =>
    one.type === 'array' ? one.values.some(holds) : one.type === 'string' && matches(one.value) !== negated;
  return (span) => bool(holds(value(span)));
}
