import type { Integer, Static } from '../../model/static.js';
import type { Aggregate, ScalarExpression } from '../ast.js';
import { calculate } from './arithmetic.js';
import { isNumeric, totalOrder } from './compare-statics.js';
import { compileExpression } from './expression.js';
import type { EvaluatedSpan } from './span.js';

type Spans = readonly EvaluatedSpan[];

/** A number of a set of spans; nil where it has none. */
export type Scalar = (spans: Spans) => Static;

/** https://grafana.com/docs/tempo/latest/traceql/construct-traceql-queries/#aggregators */
export function compileScalar(expression: ScalarExpression): Scalar {
  switch (expression.kind) {
    case 'static': {
      const { value } = expression;
      return () => value;
    }
    case 'scalar-operation': {
      const left = compileScalar(expression.left);
      const right = compileScalar(expression.right);
      return (spans) => calculate(expression.op, left(spans), right(spans));
    }
    case 'aggregate':
      return compileAggregate(expression);
  }
}

const NIL: Static = { type: 'nil' };

function compileAggregate({ op, expression }: Aggregate): Scalar {
  if (op === 'count' || expression === undefined) return (spans) => ({ type: 'int', value: spans.length });
  const value = compileExpression(expression);
  const fold = FOLDS[op];
  return (spans) => fold(spans.map(value).filter(({ type }) => type !== 'nil'));
}

type Fold = (values: readonly Static[]) => Static;

const FOLDS: Record<Exclude<Aggregate['op'], 'count'>, Fold> = {
  min: (values) => values.reduce((least, value) => (totalOrder(value, least) < 0 ? value : least), values[0] ?? NIL),
  max: (values) => values.reduce((most, value) => (totalOrder(value, most) > 0 ? value : most), values[0] ?? NIL),
  sum: (values) => {
    const numbers = values.filter(isNumeric);
    return numbers.slice(1).reduce<Static>((sum, value) => calculate('+', sum, value), numbers[0] ?? NIL);
  },
  avg: (values) => {
    const numbers = values.filter(isNumeric);
    if (numbers.length === 0) return NIL;
    const mean = numbers.reduce((sum, { value }) => sum + Number(value), 0) / numbers.length;
    return numbers[0]!.type === 'duration'
      ? { type: 'duration', value: Math.trunc(mean) as Integer }
      : { type: 'float', value: mean };
  },
};
