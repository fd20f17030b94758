import type { StaticType } from '../model/static.js';
import type { BinaryExpression, FieldExpression, Intrinsic } from './ast.js';
import { meaningError } from './parse-error.js';
import { COMPARISONS } from './precedence.js';
import { printExpression } from './print.js';

/** `attribute`: known only when a span is looked at, and right for every operator. */
export type ExpressionType = StaticType | 'attribute';

const INTRINSIC_TYPES: Record<Intrinsic, ExpressionType> = {
  duration: 'duration',
  name: 'string',
  status: 'status',
  statusMessage: 'string',
  kind: 'kind',
  childCount: 'int',
  rootName: 'string',
  rootServiceName: 'string',
  traceDuration: 'duration',
  nestedSetLeft: 'int',
  nestedSetRight: 'int',
  nestedSetParent: 'int',
  'trace:id': 'string',
  'span:id': 'string',
  'span:parentID': 'string',
  'event:name': 'string',
  'event:timeSinceStart': 'duration',
  'link:traceID': 'string',
  'link:spanID': 'string',
  'instrumentation:name': 'string',
  'instrumentation:version': 'string',
};

const NUMERIC: ReadonlySet<ExpressionType> = new Set<ExpressionType>(['int', 'float', 'duration', 'attribute']);

/** An attribute may be a number too. */
export const isNumberType = (type: ExpressionType): boolean => NUMERIC.has(type);

export const isBooleanType = (type: ExpressionType): boolean => type === 'bool' || type === 'attribute';

const isTextType = (type: ExpressionType): boolean => type === 'string' || type === 'attribute';

type Rule = (type: ExpressionType) => boolean;

const rules = (operators: readonly BinaryExpression['op'][], rule: Rule) => operators.map((op) => [op, rule] as const);

/** Of which operands an operator may be. */
const OPERANDS: ReadonlyMap<BinaryExpression['op'], Rule> = new Map([
  ...rules(['+', '-', '*', '/', '%', '^'], isNumberType),
  ...rules(['=', '!='], () => true),
  ...rules(['<', '<=', '>', '>='], (type) => isNumberType(type) || type === 'string'),
  ...rules(['=~', '!~'], isTextType),
  ...rules(['&&', '||'], isBooleanType),
]);

const BOOLEAN_OPERATORS: ReadonlySet<string> = new Set([...COMPARISONS, '=~', '!~', '&&', '||']);

/** The type that an expression has for every span. Its parts have been checked. */
export function typeOf(expression: FieldExpression): ExpressionType {
  switch (expression.kind) {
    case 'static':
      return expression.value.type;
    case 'attribute':
      return 'attribute';
    case 'intrinsic':
      return INTRINSIC_TYPES[expression.intrinsic];
    case 'unary':
      return expression.op === '!' ? 'bool' : typeOf(expression.expression);
    case 'binary': {
      if (BOOLEAN_OPERATORS.has(expression.op)) return 'bool';
      const left = typeOf(expression.left);
      return left === 'attribute' ? typeOf(expression.right) : left;
    }
  }
}

/** Throws where an operator cannot be between operands of these types. */
export function checkOperands(expression: BinaryExpression): void {
  const [left, right] = [typeOf(expression.left), typeOf(expression.right)];
  const match =
    left === right || left === 'attribute' || right === 'attribute' || (isNumberType(left) && isNumberType(right));
  if (!match) {
    throw meaningError(`binary operations must operate on the same type: ${printExpression(expression)}`);
  }
  const rule = OPERANDS.get(expression.op)!;
  if (!rule(left) || !rule(right)) {
    throw meaningError(`illegal operation for the given types: ${printExpression(expression)}`);
  }
}
