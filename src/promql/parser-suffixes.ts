import type { AtModifier, DurationExpression, Expression, MatrixSelector, Subquery, VectorSelector } from './ast.js';
import { formatFixed } from './fixed-point.js';
import type { Cursor } from './parser-cursor.js';
import { DURATION_EXPECTED, DurationParser } from './parser-durations.js';
import { acceptSign, numberLiteral, startsNumber } from './parser-literals.js';

/**
 * What stands behind an expression and belongs to it alone: a range or subquery in brackets, `offset`, `@`, `anchored`,
 * `smoothed`. https://prometheus.io/docs/prometheus/latest/querying/basics/#offset-modifier
 */
export function withSuffixes(cursor: Cursor, operand: Expression): Expression {
  let expression = operand;
  for (;;) {
    const { kind } = cursor.peek();
    if (kind === '[') expression = range(cursor, expression);
    else if (kind === 'offset') expression = offset(cursor, expression);
    else if (kind === '@') expression = at(cursor, expression);
    else if (kind === 'anchored' || kind === 'smoothed') expression = extended(cursor, expression, kind);
    else return expression;
  }
}

function range(cursor: Cursor, expression: Expression): Expression {
  const bracket = cursor.next();
  const width = new DurationParser(cursor, 'subquery or range selector').positive();
  const { start } = expression.position;
  if (cursor.accept(']')) {
    if (expression.kind !== 'vector-selector') {
      throw cursor.error(bracket.start, 'ranges only allowed for vector selectors');
    }
    if (isSet(expression.offset)) throw cursor.error(bracket.start, 'no offset modifiers allowed before range');
    if (expression.at !== undefined) throw cursor.error(bracket.start, 'no @ modifiers allowed before range');
    const position = { start, end: cursor.lastEnd };
    return cursor.grown<MatrixSelector>({ kind: 'matrix-selector', selector: expression, range: width, position }, []);
  }
  if (!cursor.accept(':')) throw cursor.unexpected('subquery or range', '":" or "]"');
  const step = cursor.is(']')
    ? undefined
    : new DurationParser(cursor, 'subquery selector', `${DURATION_EXPECTED.replace(' or', '')}, or "]"`).positive();
  cursor.expect(']', 'subquery selector', '"]"');
  const position = { start, end: cursor.lastEnd };
  const subquery: Subquery = { kind: 'subquery', expression, range: width, ...(step && { step }), position };
  return cursor.grown(subquery, [expression]);
}

/** An offset of nothing may be set again. */
const isSet = (offset: DurationExpression | undefined): boolean =>
  offset !== undefined && (offset.kind !== 'number-literal' || offset.value !== 0);

function offset(cursor: Cursor, expression: Expression): Expression {
  cursor.next();
  const duration = new DurationParser(cursor, 'offset').offset();
  const carrier = carrierOf(cursor, expression, 'offset modifier');
  if (isSet(carrier.offset)) throw cursor.error(expression.position.start, 'offset may not be set multiple times');
  return withTiming(cursor, expression, { offset: duration });
}

function at(cursor: Cursor, expression: Expression): Expression {
  cursor.next();
  const modifier = atModifier(cursor, expression);
  const carrier = carrierOf(cursor, expression, '@ modifier');
  if (carrier.at !== undefined) {
    throw cursor.error(expression.position.start, '@ <timestamp> may not be set multiple times');
  }
  return withTiming(cursor, expression, { at: modifier });
}

const MAX_INT64 = 2 ** 63;

function atModifier(cursor: Cursor, expression: Expression): AtModifier {
  const { kind } = cursor.peek();
  if (kind === 'start' || kind === 'end') {
    cursor.next();
    cursor.expect('(', '@', 'timestamp');
    cursor.expect(')', '@', 'timestamp');
    return { kind };
  }
  const sign = acceptSign(cursor);
  if (!startsNumber(cursor.peek())) throw cursor.unexpected('@', 'timestamp');
  const { value } = numberLiteral(cursor);
  const seconds = sign?.sign === '-' ? -value : value;
  if (!(Math.abs(seconds) < MAX_INT64)) {
    const shown = formatFixed(seconds, 6);
    throw cursor.error(expression.position.start, `timestamp out of bounds for @ modifier: ${shown}`);
  }
  return { kind: 'time', ms: Math.round(seconds * 1000) };
}

/** The node that offset and `@` are set on. */
function carrierOf(cursor: Cursor, expression: Expression, what: string): VectorSelector | Subquery {
  if (expression.kind === 'vector-selector' || expression.kind === 'subquery') return expression;
  if (expression.kind === 'matrix-selector') return expression.selector;
  throw cursor.error(
    expression.position.start,
    `${what} must be preceded by an instant vector selector or range vector selector or a subquery`,
  );
}

/** The expression with what was set on its carrier. */
function withTiming(
  cursor: Cursor,
  expression: Expression,
  timing: Pick<VectorSelector, 'offset' | 'at' | 'extended'>,
): Expression {
  const position = { start: expression.position.start, end: cursor.lastEnd };
  const changed =
    expression.kind === 'matrix-selector'
      ? { ...expression, selector: { ...expression.selector, ...timing }, position }
      : ({ ...expression, ...timing, position } as VectorSelector | Subquery);
  return changed.kind === 'subquery' ? cursor.grown(changed, [changed.expression]) : changed;
}

function extended(cursor: Cursor, expression: Expression, kind: 'anchored' | 'smoothed'): Expression {
  const { start } = expression.position;
  if (!cursor.features.has('promql-extended-range-selectors')) {
    throw cursor.error(start, `${kind} modifier is experimental and not enabled`);
  }
  cursor.next();
  if (expression.kind !== 'vector-selector' && expression.kind !== 'matrix-selector') {
    throw cursor.error(start, `${kind} modifier not implemented`);
  }
  const set = expression.kind === 'vector-selector' ? expression.extended : expression.selector.extended;
  if (set !== undefined && set !== kind) {
    throw cursor.error(start, 'anchored and smoothed modifiers cannot be used together');
  }
  return withTiming(cursor, expression, { extended: kind });
}
