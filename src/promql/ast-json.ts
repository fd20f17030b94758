import { formatFloat } from '../lib/format-float.js';
import type {
  AtModifier,
  DurationExpression,
  DurationOperation,
  Expression,
  VectorMatching,
  VectorSelector,
} from './ast.js';

/**
 * An expression in the form of `/api/v1/parse_query`: durations in ms, numbers as texts.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#parsing-a-promql-expressions-into-a-abstract-syntax-tree-ast
 */
export function expressionToJson(node: Expression): unknown {
  switch (node.kind) {
    case 'number-literal':
      return { type: 'numberLiteral', val: formatFloat(node.value) };
    case 'string-literal':
      return { type: 'stringLiteral', val: node.value };
    case 'vector-selector':
      return { type: 'vectorSelector', ...selector(node) };
    case 'matrix-selector':
      return { type: 'matrixSelector', ...selector(node.selector), ...duration('range', node.range) };
    case 'subquery':
      return {
        type: 'subquery',
        expr: expressionToJson(node.expression),
        ...duration('range', node.range),
        ...duration('step', node.step),
        ...timing(node),
      };
    case 'call': {
      const { name, args, variadic, returns } = node.function;
      const func = { name, argTypes: args, variadic, returnType: returns };
      return { type: 'call', func, args: node.args.map(expressionToJson) };
    }
    case 'aggregation': {
      const { op, grouping, without, parameter, expression } = node;
      const param = parameter === undefined ? null : expressionToJson(parameter);
      return { type: 'aggregation', op, expr: expressionToJson(expression), param, grouping, without };
    }
    case 'binary':
      return {
        type: 'binaryExpr',
        op: node.op,
        lhs: expressionToJson(node.left),
        rhs: expressionToJson(node.right),
        matching: node.matching === undefined ? null : matching(node.matching),
        bool: node.returnBool,
      };
    case 'unary':
      return { type: 'unaryExpr', op: node.op, expr: expressionToJson(node.expression) };
    case 'parentheses':
      return { type: 'parenExpr', expr: expressionToJson(node.expression) };
  }
}

function selector(node: VectorSelector): object {
  const { name, matchers, extended } = node;
  return {
    name,
    matchers: matchers.map((matcher) => ({ name: matcher.name, type: matcher.op, value: matcher.value })),
    ...timing(node),
    anchored: extended === 'anchored',
    smoothed: extended === 'smoothed',
  };
}

interface Timed {
  readonly offset?: DurationExpression;
  readonly at?: AtModifier;
}

const timing = ({ offset, at }: Timed): object => ({
  ...duration('offset', offset),
  timestamp: at?.kind === 'time' ? at.ms : null,
  startOrEnd: at === undefined || at.kind === 'time' ? null : at.kind,
});

/** A literal as ms under its name, anything else as a tree beside it. */
function duration(name: string, value: DurationExpression | undefined): object {
  if (value === undefined || value.kind === 'number-literal') {
    return { [name]: Math.trunc(Math.round((value?.value ?? 0) * 1e9) / 1e6), [`${name}Expr`]: null };
  }
  return { [name]: 0, [`${name}Expr`]: durationExpression(value) };
}

function durationExpression(node: DurationExpression): object {
  if (node.kind === 'number-literal') {
    return { type: 'numberLiteral', val: formatFloat(node.value), duration: node.isDuration };
  }
  return { type: 'durationExpr', ...operation(node), wrapped: node.wrapped };
}

function operation(node: DurationOperation): object {
  switch (node.kind) {
    case 'duration-step':
      return { op: 'step', lhs: null, rhs: null };
    case 'duration-range':
      return { op: 'range', lhs: null, rhs: null };
    case 'duration-unary':
      return { op: node.op, lhs: null, rhs: durationExpression(node.operand) };
    case 'duration-binary':
      return { op: node.op, lhs: durationExpression(node.left), rhs: durationExpression(node.right) };
  }
}

const matching = ({ cardinality, labels, on, include, fillLeft, fillRight }: VectorMatching): object => ({
  card: cardinality,
  labels,
  on,
  include,
  fillValues: { lhs: fillLeft ?? null, rhs: fillRight ?? null },
});
