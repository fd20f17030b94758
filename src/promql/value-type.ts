import type { Expression, ValueType } from './ast.js';

/** The type of an expression's value. https://prometheus.io/docs/prometheus/latest/querying/basics/#expression-language-data-types */
export function valueType(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'number-literal':
      return 'scalar';
    case 'string-literal':
      return 'string';
    case 'vector-selector':
    case 'aggregation':
      return 'vector';
    case 'matrix-selector':
    case 'subquery':
      return 'matrix';
    case 'call':
      return expression.function.returns;
    case 'unary':
    case 'parentheses':
      return valueType(expression.expression);
    case 'binary':
      return valueType(expression.left) === 'scalar' && valueType(expression.right) === 'scalar' ? 'scalar' : 'vector';
  }
}

/** Types by their names in the documentation, which messages use. */
export const DOCUMENTED_TYPES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
};
