import type { Field, FieldExpression, ScalarExpression, SpansetPipeline } from '../ast.js';
import { comparedField, type FieldCondition } from './compared-field.js';

/** A field that a query looks at, and what it is compared with; all of its values are wanted where that is undefined. */
export interface TouchedField {
  readonly field: Field;
  readonly condition?: FieldCondition;
}

/** Every field that a query names, in the order in which it does. */
export function touchedFields(pipeline: SpansetPipeline): TouchedField[] {
  const touched: TouchedField[] = [];
  collectPipeline(pipeline, touched);
  return touched;
}

function collectPipeline({ stages }: SpansetPipeline, into: TouchedField[]): void {
  for (const stage of stages) {
    switch (stage.kind) {
      case 'pipeline':
        collectPipeline(stage, into);
        break;
      case 'operation':
        collectPipeline({ kind: 'pipeline', stages: [stage.left, stage.right] }, into);
        break;
      case 'filter':
      case 'group-by':
        collectExpression(stage.expression, into);
        break;
      case 'scalar-filter':
        collectScalar(stage.left, into);
        collectScalar(stage.right, into);
        break;
      case 'select':
        for (const field of stage.fields) into.push({ field });
        break;
      case 'coalesce':
        break;
    }
  }
}

function collectScalar(scalar: ScalarExpression, into: TouchedField[]): void {
  if (scalar.kind === 'scalar-operation') {
    collectScalar(scalar.left, into);
    collectScalar(scalar.right, into);
  } else if (scalar.kind === 'aggregate' && scalar.expression !== undefined) collectExpression(scalar.expression, into);
}

function collectExpression(expression: FieldExpression, into: TouchedField[]): void {
  switch (expression.kind) {
    case 'static':
      break;
    case 'intrinsic':
    case 'attribute':
      into.push({ field: expression });
      break;
    case 'unary':
      collectExpression(expression.expression, into);
      break;
    case 'binary': {
      const compared = comparedField(expression);
      if (compared !== undefined) into.push(compared);
      else {
        collectExpression(expression.left, into);
        collectExpression(expression.right, into);
      }
    }
  }
}
