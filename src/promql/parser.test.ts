import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.js';
import type { Features } from './features.js';
import { parse } from './parser.js';
import { MAX_DEPTH } from './parser-cursor.js';
import { printExpression } from './print.js';

const ALL: Features = new Set([
  'promql-experimental-functions',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
]);

/** The shape of a tree: operators and functions in front of their operands. */
function shape(node: Expression): string {
  switch (node.kind) {
    case 'number-literal':
      return `${node.value}`;
    case 'string-literal':
      return JSON.stringify(node.value);
    case 'vector-selector':
      return node.name;
    case 'matrix-selector':
      return `${node.selector.name}[]`;
    case 'subquery':
      return `[: ${shape(node.expression)}]`;
    case 'call':
      return `(${[node.function.name, ...node.args.map(shape)].join(' ')})`;
    case 'aggregation':
      return `(${[node.op, node.without ? 'without' : 'by', `<${node.grouping}>`].join(' ')} ${shape(node.expression)})`;
    case 'binary':
      return `(${node.op} ${shape(node.left)} ${shape(node.right)})`;
    case 'unary':
      return `(${node.op} ${shape(node.expression)})`;
    case 'parentheses':
      return `{${shape(node.expression)}}`;
  }
}

describe('operators', () => {
  it.each([
    ['a + b * c', '(+ a (* b c))'],
    ['a - b - c', '(- (- a b) c)'],
    ['2 ^ 3 ^ 2', '(^ 2 (^ 3 2))'],
    ['a or b and c unless d', '(or a (unless (and b c) d))'],
    ['a == b + c atan2 d', '(== a (+ b (atan2 c d)))'],
    ['a and b > 1', '(and a (> b 1))'],
    ['a </ 5 + 1', '(</ a (+ 5 1))'],
    ['-1', '-1'],
    ['- - 1', '1'],
    ['-1 ^ 2', '(- (^ 1 2))'],
    ['-a ^ 2', '(- (^ a 2))'],
    ['-a * b', '(* (- a) b)'],
    ['a ^ -b * c', '(* (^ a (- b)) c)'],
    ['a ++ b', '(+ a (+ b))'],
    ['(a + b) * c', '(* {(+ a b)} c)'],
    ['a offset 5m * 2', '(* a 2)'],
    ['-a[5m:] @ 5 * 0', undefined],
  ])('%s', (query, tree) => {
    if (tree === undefined) expect(() => parse(query)).toThrow('parse error');
    else expect(shape(parse(query))).toBe(tree);
  });
});

describe('words that are names elsewhere', () => {
  it.each([
    ['sum', 'sum'],
    ['offset offset 5m', 'offset'],
    ['by + without', '(+ by without)'],
    ['start + end + step + range + min_of', '(+ (+ (+ (+ start end) step) range) min_of)'],
    ['fill + fill', '(+ fill fill)'],
    ['a + fill(0) fill', '(+ a fill)'],
    ['anchored anchored', 'anchored'],
    ['SUM(a) BY (b)', '(sum by <b> a)'],
    ['sum by (on, bool, sum, by, "a b", a:b,) (a)', '(sum by <on,bool,sum,by,a b,a:b> a)'],
    ['sum(a) without ()', '(sum without <> a)'],
    ['a oR b', '(or a b)'],
    ['job:rate:5m', 'job:rate:5m'],
    [':', ':'],
    ['start()', '(start)'],
    ['min_of(1, max_of(2, 3))', '(min_of 1 (max_of 2 3))'],
  ])('%s', (query, tree) => {
    expect(shape(parse(query, ALL))).toBe(tree);
  });
});

describe('literals', () => {
  it.each([
    ['0x1F', 31],
    ['0x_53_AB', 21419],
    ['017', 15],
    ['08', 8],
    ['1_000.5_0', 1000.5],
    ['.5e-1', 0.05],
    ['5.', 5],
    ['Inf', Infinity],
    ['nAN', Number.NaN],
    ['-0', -0],
    ['1h30m', 5400],
    ['1y2w3d4h5m6s7ms', 33019506.007],
    ['0x1d', 29],
  ])('%s', (query, value) => {
    const literal = parse(query);
    expect(literal).toMatchObject({ kind: 'number-literal', value });
  });
});

describe('matching', () => {
  const matching = (query: string) => {
    const node = parse(query, ALL);
    return node.kind === 'binary' ? node.matching : undefined;
  };

  it.each([
    ['a + b', { cardinality: 'one-to-one', labels: [], on: false, include: [] }],
    ['a + on (x, y) b', { cardinality: 'one-to-one', labels: ['x', 'y'], on: true, include: [] }],
    ['a / ignoring (x) group_left b', { cardinality: 'many-to-one', labels: ['x'], on: false, include: [] }],
    ['a > bool on () group_right (z,) b', { cardinality: 'one-to-many', labels: [], on: true, include: ['z'] }],
    ['a and on (x) b', { cardinality: 'many-to-many', labels: ['x'], on: true, include: [] }],
    ['a + fill (-1) b', { cardinality: 'one-to-one', labels: [], on: false, include: [], fillLeft: -1, fillRight: -1 }],
    ['a + fill_right(5m) b', { cardinality: 'one-to-one', labels: [], on: false, include: [], fillRight: 300 }],
    ['a + 1', undefined],
    ['1 + on () 2', undefined],
  ])('%s', (query, expected) => {
    expect(matching(query)).toEqual(expected);
  });
});

describe('selectors', () => {
  it.each([
    ['up{}', 'up', [['__name__', '=', 'up']]],
    ['{__name__="up"}', '', [['__name__', '=', 'up']]],
    [
      `  http_requests_total { job = "a", code!='5\\'',path=~\`/x.*\`, env!~"dev|test", }  # comment`,
      'http_requests_total',
      [
        ['job', '=', 'a'],
        ['code', '!=', "5'"],
        ['path', '=~', '/x.*'],
        ['env', '!~', 'dev|test'],
        ['__name__', '=', 'http_requests_total'],
      ],
    ],
    [
      '{"http.requests", "a b"="c", on!=""}',
      '',
      [
        ['__name__', '=', 'http.requests'],
        ['a b', '=', 'c'],
        ['on', '!=', ''],
      ],
    ],
  ])('%s', (query, name, matchers) => {
    const node = parse(query);
    if (node.kind !== 'vector-selector') throw new Error(node.kind);
    expect(node.name).toBe(name);
    expect(node.matchers.map((matcher) => [matcher.name, matcher.op, matcher.value])).toEqual(matchers);
  });

  it.each([
    ['a @ 1.0005 offset -5m', { at: { kind: 'time', ms: 1001 }, offset: { value: -300 } }],
    ['a offset 5m @ end()', { at: { kind: 'end' }, offset: { value: 300 } }],
    ['a @ -5m', { at: { kind: 'time', ms: -300_000 } }],
    ['a offset 0s offset 1m', { offset: { value: 60 } }],
    ['a offset (5m)', { offset: { kind: 'duration-unary', op: '+', operand: { value: 300 }, wrapped: true } }],
    ['a offset (5m) + 1', { offset: { kind: 'duration-binary', op: '+', right: { value: 1 }, wrapped: false } }],
    ['a offset -(5m)', { offset: { kind: 'duration-unary', op: '-', operand: { kind: 'duration-unary' } } }],
    ['a offset -step()', { offset: { kind: 'duration-unary', op: '-' } }],
    ['a smoothed offset 5m', { extended: 'smoothed', offset: { value: 300 } }],
    ['a[5m] offset 5m anchored', { selector: { extended: 'anchored', offset: { value: 300 } }, range: { value: 300 } }],
    ['(a)[5m:30s] offset 5m', { expression: { kind: 'parentheses' }, range: { value: 300 }, step: { value: 30 } }],
    ['a[5m:]', { kind: 'subquery', range: { value: 300 } }],
    ['a[max_of(step(), 1m) : 2 * 1m]', { range: { op: 'max_of' }, step: { op: '*' } }],
    ['a[-5m + 10m]', { range: { op: '+', left: { value: -300 } } }],
  ])('%s', (query, expected) => {
    expect(parse(query, ALL)).toMatchObject(expected);
  });
});

describe('positions', () => {
  it.each([
    [' sum ( a ) ', 'sum ( a )'],
    ['a{x="y"}[5m]  offset 1m', 'a{x="y"}[5m]  offset 1m'],
    ['(a) + b', '(a) + b'],
    ['- a', '- a'],
  ])('%s', (query, covered) => {
    const { start, end } = parse(query).position;
    expect(query.slice(start, end)).toBe(covered);
  });
});

describe('depth', () => {
  it.each([
    ['parentheses', (n: number) => `${'('.repeat(n)}1${')'.repeat(n)}`],
    ['calls', (n: number) => `${'abs('.repeat(n)}a${')'.repeat(n)}`],
    ['operators in a row', (n: number) => `a${' + a'.repeat(n)}`],
    ['powers in a row', (n: number) => `2${' ^ 2'.repeat(n)}`],
    ['signs', (n: number) => `${'-'.repeat(n)}a`],
    ['subqueries', (n: number) => `${'last_over_time('.repeat(n)}a${'[1m:])'.repeat(n)}`],
    ['durations', (n: number) => `a[${'('.repeat(n)}1m${')'.repeat(n)}]`],
    ['sums of durations', (n: number) => `a[1m${' + 1m'.repeat(n)}]`],
  ])('of %s is bounded', (_, query) => {
    expect(() => parse(query(50))).not.toThrow();
    expect(() => parse(query(50_000))).toThrow(`deeper than ${MAX_DEPTH} levels`);
  });
});

describe('large queries', () => {
  it.each([
    ['arguments', `label_join(a, "b", "c"${', "d"'.repeat(200_000)})`],
    ['labels', `a + on (${'x,'.repeat(20_000)}) group_left (${'y,'.repeat(20_000)}) b`],
    ['conditions', `${'abs('.repeat(400)}a{${'b="c",'.repeat(20_000)}}${')'.repeat(400)}`],
  ])('with many %s are parsed and printed in one go', (_, query) => {
    expect(printExpression(parse(query), { pretty: true }).length).toBeGreaterThan(100_000);
  });
});
