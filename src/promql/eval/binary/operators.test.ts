import { describe, expect, it } from 'vitest';
import { operate } from '../../../../test/support/promql-operator.js';

const HISTOGRAM = '{{schema:0 count:3 sum:5 buckets:[1 2]}}';
const CUSTOM = '{{schema:-53 count:3 sum:5 custom_values:[1 2] buckets:[1 2]}}';

describe('between two scalars', () => {
  it.each([
    ['1 + 2', '3'],
    ['2 ^ 10', '1024'],
    ['1 ^ scalar(k)', '1'],
    ['scalar(k) ^ 0', '1'],
    ['(-1) ^ Inf', '1'],
    ['(-8) ^ 0.5', 'NaN'],
    ['-7 % 3', '-1'],
    ['7 % -3', '1'],
    ['1 / 0', '+Inf'],
    ['0 / 0', 'NaN'],
    ['1 atan2 1', '0.7853981633974483'],
    ['1 > bool 2', '0'],
    ['scalar(k) == bool scalar(k)', '0'],
    ['scalar(k) != bool scalar(k)', '1'],
  ])('%s is %s', async (query, expected) => {
    const { series } = await operate(query, ['k NaN']);
    expect(series).toEqual([`{} ${expected}`]);
  });
});

describe('between a vector and a scalar', () => {
  it.each([
    ['a + 1', ['{x="1"} 2 _ 4', '{x="2"} 6 7 _']],
    ['10 - a', ['{x="1"} 9 _ 7', '{x="2"} 5 4 _']],
    ['a > 2', ['{__name__="a", x="1"} _ _ 3', '{__name__="a", x="2"} 5 6 _']],
    ['2 < a', ['{__name__="a", x="1"} _ _ 3', '{__name__="a", x="2"} 5 6 _']],
    ['a > bool 2', ['{x="1"} 0 _ 1', '{x="2"} 1 1 _']],
    ['a > 100', []],
    ['a > scalar(k)', ['{__name__="a", x="2"} 5 _ _']],
  ])('%s', async (query, expected) => {
    const { series } = await operate(query, ['a{x="1"} 1 _ 3', 'a{x="2"} 5 6 _', 'k 2 6 3']);
    expect(series).toEqual(expected);
  });

  it('puts the removal of names off where that is wanted', async () => {
    const delayed = (query: string) => operate(query, ['a{x="1"} 1'], ['promql-delayed-name-removal']);
    expect((await delayed('a + 1')).series).toEqual(['{__name__~="a", x="1"} 2']);
    expect((await delayed('a > bool 0')).series).toEqual(['{__name__~="a", x="1"} 1']);
    expect((await delayed('a > 0')).series).toEqual(['{__name__="a", x="1"} 1']);
  });
});

describe('between two vectors', () => {
  const LEFT = ['a{x="1", y="p"} 1 2 _', 'a{x="2", y="q"} 3 4 5'];
  const RIGHT = ['b{x="1", y="p"} 10 _ 10', 'b{x="2", y="r"} 20 20 20'];

  it.each([
    ['a + b', ['{x="1", y="p"} 11 _ _']],
    ['a + on (x) b', ['{x="1"} 11 _ _', '{x="2"} 23 24 25']],
    ['a + ignoring (y) b', ['{x="1"} 11 _ _', '{x="2"} 23 24 25']],
    ['a < b', ['{__name__="a", x="1", y="p"} 1 _ _']],
    ['a < on (x) b', ['{x="1"} 1 _ _', '{x="2"} 3 4 5']],
    ['a < ignoring (y) b', ['{__name__="a", x="1"} 1 _ _', '{__name__="a", x="2"} 3 4 5']],
    ['a > bool on (x) b', ['{x="1"} 0 _ _', '{x="2"} 0 0 0']],
    ['a * on (x) group_left () b', ['{x="1", y="p"} 10 _ _', '{x="2", y="q"} 60 80 100']],
    ['a * on (x) group_left (y) b', ['{x="1", y="p"} 10 _ _', '{x="2", y="r"} 60 80 100']],
    ['a * on (x) group_right () b', ['{x="1", y="p"} 10 _ _', '{x="2", y="r"} 60 80 100']],
    ['a < on (x) group_right () b', ['{__name__="b", x="1", y="p"} 1 _ _', '{__name__="b", x="2", y="r"} 3 4 5']],
    ['a - on (x) nothing', []],
  ])('%s', async (query, expected) => {
    expect((await operate(query, [...LEFT, ...RIGHT])).series).toEqual(expected);
  });

  it.each([
    ['a + on (x) fill (0) b', ['{x="1"} 11 2 10', '{x="2"} 23 24 25', '{x="3"} 7 7 7']],
    ['a + on (x) fill_left (0) b', ['{x="1"} 11 _ 10', '{x="2"} 23 24 25', '{x="3"} 7 7 7']],
    ['a + on (x) fill_right (0) b', ['{x="1"} 11 2 _', '{x="2"} 23 24 25']],
    ['b - on (x) fill_right (100) a', ['{x="1"} 9 _ -90', '{x="2"} 17 16 15', '{x="3"} -93 -93 -93']],
    [
      'a * on (x) group_left (y) fill (2) b',
      ['{x="1", y="p"} 10 _ 20', '{x="1"} _ 4 _', '{x="2", y="r"} 60 80 100', '{x="3", y="s"} 14 14 14'],
    ],
  ])('%s', async (query, expected) => {
    const answer = await operate(query, [...LEFT, ...RIGHT, 'b{x="3", y="s"} 7 7 7']);
    expect(answer.series).toEqual(expected);
  });

  it('follows series that come and go', async () => {
    const { series } = await operate('a * on (x) b', [
      'a{x="1", pod="old"} 1 2 _ _',
      'a{x="1", pod="new"} _ _ 3 4',
      'b{x="1", pod="old"} 10 _ _ 20',
      'b{x="1", pod="new"} _ 10 10 _',
    ]);
    expect(series).toEqual(['{x="1"} 10 20 30 80']);
  });

  it.each([
    [
      'a + on (x) b',
      ['a{x="1"} 1 1', 'b{x="1", y="q"} _ 2', 'b{x="1", y="p"} 3 3'],
      'found duplicate series for the match group {x="1"} on the right hand-side of the operation: [{__name__="b", x="1", y="p"}, {__name__="b", x="1", y="q"}];many-to-many matching not allowed: matching labels must be unique on one side',
    ],
    [
      'b * on (x) group_right () a',
      ['a{x="2"} 1', 'b{x="1", y="q"} 2', 'b{x="1", y="p"} 3'],
      'found duplicate series for the match group {x="1"} on the left hand-side',
    ],
    [
      'a + on () b',
      ['a{x="1"} 1', 'a{x="2"} 1', 'b 1'],
      'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
    ],
    [
      'a * on (x) group_left (y) b',
      ['a{x="1", y="p"} 1', 'a{x="1", y="q"} 1', 'b{x="1", y="r"} 1'],
      'multiple matches for labels: grouping labels must ensure unique matches',
    ],
    [
      'a + on (__name__) group_left () a',
      ['a{x="1"} 1', 'a{x="2"} 1'],
      'found duplicate series for the match group {__name__="a"}',
    ],
  ])('%s over %j fails', async (query, lines, message) => {
    await expect(operate(query, lines)).rejects.toThrow(message);
  });

  it.each([
    [
      'the one side has two at a step without any of the other',
      ['a{x="1"} 1 _', 'b{x="1", y="p"} 2 2', 'b{x="1", y="q"} _ 2'],
    ],
    ['two match, but only one comparison holds', ['a{x="1", y="p"} 1 _', 'a{x="1", y="q"} 9 _', 'b{x="1"} 2 2']],
  ])('does not fail where %s', async (_, lines) => {
    expect((await operate('a < on (x) b', lines)).series).toEqual(['{x="1"} 1 _']);
  });

  it('does not take the end of one label for the beginning of another', async () => {
    const lines = ['a{x="1\xffy\xff2"} 1', 'a{x="1", y="2"} 2', 'b{x="1", y="2"} 10'];
    expect((await operate('a + b', lines)).series).toEqual(['{x="1", y="2"} 12']);
  });
});

describe('sets', () => {
  const LINES = ['a{x="1"} 1 2 3', 'a{x="2"} 4 5 6', 'b{x="1"} _ 0 _', 'b{x="1", y="p"} _ _ 0', 'b{x="3"} 7 8 9'];

  it.each([
    ['a and on (x) b', ['{__name__="a", x="1"} _ 2 3']],
    ['a and b', ['{__name__="a", x="1"} _ 2 _']],
    ['a unless on (x) b', ['{__name__="a", x="1"} 1 _ _', '{__name__="a", x="2"} 4 5 6']],
    ['a or on (x) b', ['{__name__="a", x="1"} 1 2 3', '{__name__="a", x="2"} 4 5 6', '{__name__="b", x="3"} 7 8 9']],
    ['a and nothing', []],
    ['nothing or a', ['{__name__="a", x="1"} 1 2 3', '{__name__="a", x="2"} 4 5 6']],
    ['a and on () b', ['{__name__="a", x="1"} 1 2 3', '{__name__="a", x="2"} 4 5 6']],
  ])('%s', async (query, expected) => {
    expect((await operate(query, LINES)).series).toEqual(expected);
  });
});

describe('native histograms', () => {
  const LINES = [`h ${HISTOGRAM}`, `same ${HISTOGRAM}`, `c ${CUSTOM}`, 'f 2', 'other{x="1"} 1'];

  it.each([
    ['h + h', ['{} {count:6, sum:10, (0.5,1]:2, (1,2]:4}']],
    ['h - h', ['{} {count:0, sum:0}']],
    ['h * 2', ['{} {count:6, sum:10, (0.5,1]:2, (1,2]:4}']],
    ['2 * h', ['{} {count:6, sum:10, (0.5,1]:2, (1,2]:4}']],
    ['f * h', ['{} {count:6, sum:10, (0.5,1]:2, (1,2]:4}']],
    ['h / f', ['{} {count:1.5, sum:2.5, (0.5,1]:0.5, (1,2]:1}']],
    ['h == same', ['{__name__="h"} {count:3, sum:5, (0.5,1]:1, (1,2]:2}']],
    ['h == bool same', ['{} 1']],
    ['h != bool same', ['{} 0']],
    ['h != same', []],
    ['h and f', ['{__name__="h"} {count:3, sum:5, (0.5,1]:1, (1,2]:2}']],
  ])('%s', async (query, expected) => {
    expect(await operate(query, LINES)).toEqual({ series: expected, warnings: [], infos: [] });
  });

  it.each([
    ['h + 1', 'histogram + float'],
    ['1 + h', 'float + histogram'],
    ['2 / h', 'float / histogram'],
    ['h > 1', 'histogram > float'],
    ['h == bool 1', 'histogram == float'],
    ['h > h', 'histogram > histogram'],
    ['h * h', 'histogram * histogram'],
    ['f </ 2', 'float </ float'],
    ['f >/ h', 'float >/ histogram'],
  ])('%s gives nothing, and says so', async (query, operation) => {
    const op = operation.split(' ')[1];
    const text = `incompatible sample types encountered for binary operator "${op}": ${operation} (1:1)`;
    expect(await operate(query, LINES)).toEqual({ series: [], warnings: [], infos: [text] });
  });

  it('gives nothing between exponential and custom buckets, with a warning', async () => {
    const warning = 'incompatible bucket layout encountered for binary operator + (1:1)';
    expect(await operate('h + c', LINES)).toEqual({ series: [], warnings: [warning], infos: [] });
  });

  it('reconciles custom buckets, with an info', async () => {
    const other = '{{schema:-53 count:3 sum:5 custom_values:[2 4] buckets:[1 2]}}';
    const { series, infos } = await operate('c + d', [`c ${CUSTOM}`, `d ${other}`]);
    expect(series).toHaveLength(1);
    expect(infos).toEqual(['mismatched custom buckets were reconciled during addition (1:1)']);
  });
});
