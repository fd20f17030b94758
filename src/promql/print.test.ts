import { describe, expect, it } from 'vitest';
import { FEATURES } from './features.js';
import { parse } from './parser.js';
import { printExpression } from './print.js';

const features = new Set(FEATURES);

describe('printExpression', () => {
  it.each([
    ['{"http.requests","a b"=~`c"`}', '{"a b"=~"c\\"",__name__="http.requests"}'],
    ['up{}', 'up'],
    ['a[300] @ 10 offset 0', 'a[5m] @ 10.000'],
    ['a[8d] offset 2w', 'a[8d] offset 2w'],
    ['a[14d:] offset -0.5 @ start()', 'a[2w:] @ start() offset -500ms'],
    ['a offset +(5m+3)', 'a offset (5m + 3)'],
    ['a offset -((5m)*step())', 'a offset -((5m) * step())'],
    ['a offset (5m)*2', 'a offset (5m) * 2'],
    ['a[((5m)) + 1m]', 'a[(5m) + 1m]'],
    ['a[min_of(1m,range( ))^2]', 'a[min_of(1m, range()) ^ 2]'],
    ['a[(-2)^2]', 'a[(-2) ^ 2]'],
    ['a[5m] offset 1m smoothed', 'a[5m] smoothed offset 1m'],
    ['sum(a)by()', 'sum(a)'],
    ['sum(a)without()', 'sum without () (a)'],
    ['sum by ("b c",d) (a)', 'sum by ("b c", d) (a)'],
    ['a+ignoring()b', 'a + b'],
    ['a>bool on()group_left b', 'a > bool on () group_left () b'],
    ['a+fill(0)b', 'a + fill (0) b'],
    ['a+fill_right(2)fill_left(-Inf)b', 'a + fill_left (-Inf) fill_right (2) b'],
    ['-(1)', '-(1)'],
    ['inf', '+Inf'],
    ['1e21 + 0.00001 + 100000', '1000000000000000000000 + 0.00001 + 100000'],
  ])('%s', (query, printed) => {
    expect(printExpression(parse(query, features))).toBe(printed);
  });

  const long = 'a_name_that_has_48_characters_as_half_a_line_may';
  it.each([
    [`${long} + ${long}`, `${long} + ${long}`],
    [`-${long} + ${long}`, `-${long} + ${long}`],
    [`(${long} * ${long})`, `(\n  ${long} * ${long}\n)`],
    [`${long} > bool on (a) ${long}`, `  ${long}\n> bool on (a)\n  ${long}`],
    [`-(${long} * ${long})`, `-(\n  ${long} * ${long}\n)`],
    [`topk(3, ${long} - ${long})`, `topk(\n  3,\n  ${long} - ${long}\n)`],
    [`max_over_time((${long} / ${long})[1h:])`, `max_over_time(\n  (\n    ${long} / ${long}\n  )[1h:]\n)`],
    [`max_over_time(${long}${long}[1h:])`, `max_over_time(\n  ${long}${long}[1h:]\n)`],
  ])('breaks what is longer than a line: %s', (query, printed) => {
    expect(printExpression(parse(query), { pretty: true })).toBe(printed);
    expect(printExpression(parse(printed))).toBe(printExpression(parse(query)));
  });
});
