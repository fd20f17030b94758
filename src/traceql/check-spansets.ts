import { compileRegex } from '../lib/bounded-regex.js';
import type {
  Aggregate,
  BinaryExpression,
  FieldExpression,
  PipelineStage,
  SpansetPipeline,
  UnaryExpression,
} from './ast.js';
import { checkOperands, isBooleanType, isNumberType, typeOf } from './check-types.js';
import { meaningError, unsupportedError } from './parse-error.js';
import { printExpression, printScalar, printStage } from './print.js';

/** Throws Tempo's text for the first mistake of meaning in stages, in the order in which it stands there. */
export function checkPipeline({ stages }: SpansetPipeline): void {
  for (const stage of stages) checkStage(stage);
}

export function checkStage(stage: PipelineStage): void {
  switch (stage.kind) {
    case 'pipeline':
      checkPipeline(stage);
      break;
    case 'operation':
      checkStage(stage.left);
      checkStage(stage.right);
      break;
    case 'filter':
      checkExpression(stage.expression);
      if (isBooleanType(typeOf(stage.expression))) break;
      throw meaningError(`span filter field expressions must resolve to a boolean: ${printStage(stage)}`);
    case 'scalar-filter':
      if (stage.left.kind !== 'aggregate') throw unsupportedError('scalar filter lhs of type (%v)');
      checkAggregate(stage.left);
      if (stage.right.kind !== 'static') throw unsupportedError('scalar filter rhs of type (%v)');
      break;
    case 'group-by':
      checkExpression(stage.expression);
      if (hasField(stage.expression)) break;
      throw meaningError(`grouping field expressions must reference the span: ${printStage(stage)}`);
  }
}

function checkAggregate(scalar: Aggregate): void {
  const { expression } = scalar;
  if (expression === undefined) return;
  checkExpression(expression);
  if (!isNumberType(typeOf(expression))) {
    throw meaningError(`aggregate field expressions must resolve to a number type: ${printScalar(scalar)}`);
  }
  if (!hasField(expression)) {
    throw meaningError(`aggregate field expressions must reference the span: ${printScalar(scalar)}`);
  }
}

function checkExpression(expression: FieldExpression): void {
  if (expression.kind === 'binary') checkBinary(expression);
  if (expression.kind === 'unary') checkUnary(expression);
}

function checkUnary(expression: UnaryExpression): void {
  checkExpression(expression.expression);
  const type = typeOf(expression.expression);
  if (expression.op === '!' ? isBooleanType(type) : isNumberType(type)) return;
  throw meaningError(`illegal operation for the given type: ${printExpression(expression)}`);
}

function checkBinary(expression: BinaryExpression): void {
  const { op, left, right } = expression;
  checkExpression(left);
  checkExpression(right);
  if ((op === '=' || op === '!=') && (isNil(left) || isNil(right))) {
    if (op === '=') checkMayBeNil(isNil(right) ? left : right);
    return;
  }
  checkOperands(expression);
  if (op === '=~' || op === '!~') checkRegex(right);
}

const isNil = (expression: FieldExpression): boolean => expression.kind === 'static' && expression.value.type === 'nil';

/** What every span has is never nil. https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#nil */
function checkMayBeNil(expression: FieldExpression): void {
  if (expression.kind !== 'intrinsic' && expression.kind !== 'attribute') return;
  const name = printExpression(expression);
  const never = expression.kind === 'intrinsic' ? 'intrinsics' : name;
  if (never === 'intrinsics' || name === 'resource.service.name') {
    throw meaningError(`${name}=nil is not valid because ${never} cannot be nil`);
  }
}

function checkRegex(pattern: FieldExpression): void {
  if (pattern.kind !== 'static' || pattern.value.type !== 'string') {
    throw meaningError(`invalid type for =~ or !~: ${printExpression(pattern)}`);
  }
  try {
    compileRegex(pattern.value.value);
  } catch {
    throw meaningError(`invalid regex: ${printExpression(pattern)}`);
  }
}

function hasField(expression: FieldExpression): boolean {
  switch (expression.kind) {
    case 'static':
      return false;
    case 'unary':
      return hasField(expression.expression);
    case 'binary':
      return hasField(expression.left) || hasField(expression.right);
    default:
      return true;
  }
}
