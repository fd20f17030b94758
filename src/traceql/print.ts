import type {
  Field,
  FieldExpression,
  PipelineStage,
  ScalarExpression,
  SpansetExpression,
  SpansetOperation,
  SpansetPipeline,
} from './ast.js';
import { writeAttributeName } from './attribute-name.js';
import { printStatic } from './print-static.js';

/** Stages with bars between them. */
export const printPipeline = ({ stages }: SpansetPipeline): string => stages.map(printStage).join(' | ');

export function printStage(stage: PipelineStage): string {
  switch (stage.kind) {
    case 'filter':
      return `{ ${printExpression(stage.expression)} }`;
    case 'operation':
      return printOperation(stage);
    case 'pipeline':
      return `(${printPipeline(stage)})`;
    case 'scalar-filter':
      return `${printOperand(stage.left, printScalar)} ${stage.op} ${printOperand(stage.right, printScalar)}`;
    case 'group-by':
      return `by(${printExpression(stage.expression)})`;
    case 'coalesce':
      return 'coalesce()';
    case 'select':
      return `select(${stage.fields.map(printField).join(', ')})`;
  }
}

function printOperation({ op, left, right }: SpansetOperation): string {
  const text = printStage(right);
  // Behind a pipeline nothing may stand without parentheses.
  const needsParentheses = right.kind === 'operation' || (right.kind === 'filter' && holdsPipeline(left));
  return `${left.kind === 'operation' ? `(${printStage(left)})` : printStage(left)} ${op} ${needsParentheses ? `(${text})` : text}`;
}

const holdsPipeline = (expression: SpansetExpression): boolean =>
  expression.kind === 'pipeline' ||
  (expression.kind === 'operation' && (holdsPipeline(expression.left) || holdsPipeline(expression.right)));

/** As the names of groups and aggregates in answers have it: `span.child.index % 3`. */
export function printExpression(expression: FieldExpression): string {
  switch (expression.kind) {
    case 'static':
      return printStatic(expression.value);
    case 'intrinsic':
    case 'attribute':
      return printField(expression);
    case 'unary':
      return expression.op + printOperand(expression.expression, printExpression);
    case 'binary': {
      const { op, left, right } = expression;
      return `${printLeft(left, op, printExpression)} ${op} ${printOperand(right, printExpression)}`;
    }
  }
}

/** `count()`, `avg(duration)`, `sum(span.leaf * 2)`. */
export function printScalar(scalar: ScalarExpression): string {
  switch (scalar.kind) {
    case 'static':
      return printStatic(scalar.value);
    case 'aggregate':
      return `${scalar.op}(${scalar.expression === undefined ? '' : printExpression(scalar.expression)})`;
    case 'scalar-operation':
      return `${printLeft(scalar.left, scalar.op, printScalar)} ${scalar.op} ${printOperand(scalar.right, printScalar)}`;
  }
}

const COMPOSED: ReadonlySet<string> = new Set(['unary', 'binary', 'scalar-operation']);

/** In parentheses where it is an operation itself. */
const printOperand = <T extends { readonly kind: string }>(operand: T, print: (operand: T) => string): string =>
  COMPOSED.has(operand.kind) ? `(${print(operand)})` : print(operand);

const BINDS_BEFORE_SIGN: ReadonlySet<string> = new Set(['*', '/', '%', '^']);

/** A left operand: a sign before it would be one of the whole product. */
function printLeft<T extends { readonly kind: string }>(operand: T, op: string, print: (operand: T) => string): string {
  const text = printOperand(operand, print);
  return BINDS_BEFORE_SIGN.has(op) && text.startsWith('-') ? `(${text})` : text;
}

/** As answers name it: `span.http.method`, `.foo`, `rootName`, `span:childCount`. */
export function printField(field: Field): string {
  if (field.kind === 'intrinsic') return field.text;
  const scope = field.scope === 'any' ? '' : field.scope;
  return `${scope}.${writeAttributeName(field.name, scope !== '')}`;
}
