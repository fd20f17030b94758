import { describe, expect, it } from 'vitest';
import { expressionToJson } from './ast-json.js';
import { FEATURES } from './features.js';
import { parse } from './parser.js';

describe('expressionToJson', () => {
  it.each([
    ['1e3', { type: 'numberLiteral', val: '1000' }],
    ['"a"', { type: 'stringLiteral', val: 'a' }],
    ['-(a)', { type: 'unaryExpr', op: '-', expr: { type: 'parenExpr', expr: { name: 'a' } } }],
    [
      'a @ 1.5 offset 90.5',
      { type: 'vectorSelector', timestamp: 1500, startOrEnd: null, offset: 90_500, offsetExpr: null },
    ],
    ['a[5m] anchored', { type: 'matrixSelector', range: 300_000, rangeExpr: null, anchored: true, smoothed: false }],
    [
      'a[step():]',
      { type: 'subquery', range: 0, rangeExpr: { op: 'step', lhs: null, rhs: null }, step: 0, stepExpr: null },
    ],
    ['a offset -range()', { offset: 0, offsetExpr: { op: '-', lhs: null, rhs: { op: 'range' }, wrapped: false } }],
    ['rate(a[5m])', { type: 'call', func: { name: 'rate', argTypes: ['matrix'], returnType: 'vector', variadic: 0 } }],
    [
      'topk without (b) (3, a)',
      { type: 'aggregation', op: 'topk', param: { val: '3' }, grouping: ['b'], without: true },
    ],
    ['1 + 2', { type: 'binaryExpr', op: '+', matching: null, bool: false }],
    ['a + fill_left(1) b', { matching: { card: 'one-to-one', fillValues: { lhs: 1, rhs: null } } }],
  ])('%s', (query, json) => {
    expect(expressionToJson(parse(query, new Set(FEATURES)))).toMatchObject(json);
  });
});
