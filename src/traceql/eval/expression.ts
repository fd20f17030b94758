import type { Static } from '../../model/static.js';
import type { BinaryExpression, ComparisonOperator, Field, FieldExpression } from '../ast.js';
import { anchoredMatcher } from './anchored-matcher.js';
import { calculate, negate } from './arithmetic.js';
import { compares, comparesOfType } from './compare-statics.js';
import { comparedField, TURNED } from './compared-field.js';
import { fieldReader } from './field-value.js';
import type { EvaluatedSpan } from './span.js';

/** The value of an expression for a span; nil where it has none. */
export type SpanValue = (span: EvaluatedSpan) => Static;

export type SpanPredicate = (span: EvaluatedSpan) => boolean;

/** A filter's expression: it holds where its value is true, and for an array where one element is. */
export function compilePredicate(expression: FieldExpression): SpanPredicate {
  const predicates: SpanPredicate[] = [];
  const ofItems = { events: [] as SpanPredicate[], links: [] as SpanPredicate[] };
  for (const part of conjuncts(expression)) {
    const value = compileExpression(part);
    const items = itemsOf(part);
    (items === undefined ? predicates : ofItems[items]).push((span) => isTrue(value(span)));
  }
  for (const items of ['events', 'links'] as const) {
    const all = ofItems[items];
    // What is asked of events together, one event has to meet.
    if (all.length > 1) predicates.push((span) => itemsMeeting(span, items, all).length > 0);
    else predicates.push(...all);
  }
  return (span) => predicates.every((holds) => holds(span));
}

const conjuncts = (expression: FieldExpression): FieldExpression[] =>
  expression.kind === 'binary' && expression.op === '&&'
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];

type Items = 'events' | 'links';

/** Whether a comparison is about a span's events or links. */
function itemsOf(expression: FieldExpression): Items | undefined {
  const field = expression.kind === 'binary' ? comparedField(expression)?.field : undefined;
  return field && itemsOfField(field);
}

export function itemsOfField(field: Field): Items | undefined {
  const scope = field.kind === 'attribute' ? field.scope : field.intrinsic.split(':')[0];
  return scope === 'event' ? 'events' : scope === 'link' ? 'links' : undefined;
}

/** Those events or links of a span that meet all predicates by themselves. */
export const itemsMeeting = <K extends Items>(
  span: EvaluatedSpan,
  items: K,
  predicates: readonly SpanPredicate[],
): EvaluatedSpan[K][number][] =>
  (span[items] as EvaluatedSpan[K][number][]).filter((item) => {
    const alone = { ...span, [items]: [item] };
    return predicates.every((holds) => holds(alone));
  });

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
    const presence = compilePresence(leftNil ? expression.right : expression.left, leftNil ? right : left, op === '!=');
    return (span) => bool(presence(span));
  }
  if (expression.left.kind === 'intrinsic' && expression.left.intrinsic === 'trace:id') {
    return (span) => bool(compares(op, left(span), paddedId(right(span))));
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

/** Trace ids may be written without their leading zeros. */
const paddedId = (value: Static): Static =>
  value.type === 'string' ? { type: 'string', value: value.value.padStart(32, '0') } : value;

/** Whether a field has a value (`!= nil`), or none: of events and links, whether one of them has one, or has none. */
function compilePresence(expression: FieldExpression, value: SpanValue, wanted: boolean): SpanPredicate {
  if (wanted) return (span) => isPresent(value(span));
  if (expression.kind === 'attribute' && (expression.scope === 'event' || expression.scope === 'link')) {
    const items = expression.scope === 'event' ? 'events' : 'links';
    return (span) => span[items].some(({ attributes }) => !attributes.has(expression.name));
  }
  return (span) => value(span).type === 'nil';
}

const isPresent = (value: Static): boolean =>
  value.type !== 'nil' && (value.type !== 'array' || value.values.length > 0);

/** RE2, anchored at both ends; of an array one element has to match (or, negated, not to match). Only texts do either. */
function compileMatch(negated: boolean, pattern: FieldExpression, value: SpanValue): SpanValue {
  const matches = anchoredMatcher(
    pattern.kind === 'static' && pattern.value.type === 'string' ? pattern.value.value : '',
  );
  const holds = (one: Static): boolean =>
    one.type === 'array' ? one.values.some(holds) : one.type === 'string' && matches(one.value) !== negated;
  return (span) => bool(holds(value(span)));
}
