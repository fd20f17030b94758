import { describe, expect, it } from 'vitest';
import { FEATURES } from './features.js';
import { parse } from './parser.js';
import { parseSelector } from './parser-selectors.js';

const message = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

const PLACE = /^(\d+:\d+|unknown position): parse error: /;

describe('a query that is wrong', () => {
  it.each([
    // What the characters are.
    ['', 'unknown position: parse error: no expression found in input'],
    [' # nothing', '1:1: parse error: no expression found in input'],
    ['up ;', "1:4: parse error: unexpected character: ';'"],
    ['a = b', '1:3: parse error: unexpected "="'],
    ['a ! b', "1:3: parse error: unexpected character after '!': ' '"],
    ['a\n+ "日" ?', "2:9: parse error: unexpected character: '?'"],
    ['"open', '1:1: parse error: unterminated quoted string'],
    ['(a', '1:3: parse error: unclosed left parenthesis'],
    ['a[5m', '1:5: parse error: unclosed left bracket'],
    ['a]', "1:2: parse error: unexpected right bracket ']'"],
    ['a[5m [', "1:6: parse error: unexpected left bracket '['"],
    ['a[', '1:3: parse error: unexpected end of input in duration expression'],
    ['1_', '1:1: parse error: bad number or duration syntax: "1_"'],
    ['99999999999y', '1:1: parse error: duration out of range'],
    // What stands where.
    ['a b', '1:3: parse error: unexpected identifier "b"'],
    ['a "a long text"', '1:3: parse error: unexpected string "\\"a long te"...'],
    ['sum(a b)', '1:7: parse error: unexpected identifier "b" in aggregation'],
    ['sum(a) b', '1:8: parse error: unexpected identifier "b"'],
    ['abs(sum(a), sum(b), c d)', '1:23: parse error: unexpected identifier "d"'],
    ['abs(a,)', '1:6: parse error: trailing commas not allowed in function call args'],
    ['a[5m b]', '1:6: parse error: unexpected identifier "b" in subquery or range, expected ":" or "]"'],
    [
      'a[5m:b]',
      '1:6: parse error: unexpected identifier "b" in subquery selector, expected number, duration, step(), range(), or "]"',
    ],
    ['a{b="c" d="e"}', '1:9: parse error: unexpected identifier "d" in label matching, expected "," or "}"'],
    ['a{,}', '1:3: parse error: unexpected "," in label matching, expected identifier or "}"'],
    // What belongs together.
    ['a offset 5m [5m]', '1:13: parse error: no offset modifiers allowed before range'],
    ['a @ 5 [5m]', '1:7: parse error: no @ modifiers allowed before range'],
    ['a @ 5 @ 6', '1:1: parse error: @ <timestamp> may not be set multiple times'],
    [
      'sum(a) @ 5',
      '1:1: parse error: @ modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    ],
    ['a @ NaN', '1:1: parse error: timestamp out of bounds for @ modifier: NaN'],
    ['a[1e19]', '1:3: parse error: duration out of range'],
    ['a[0s]', '1:3: parse error: duration must be greater than 0'],
    ['a[5m:0]', '1:6: parse error: duration must be greater than 0'],
    ['a[1h / 0]', '1:6: parse error: division by zero'],
    ['a[5s%0d]', '1:5: parse error: modulo by zero'],
    // What the types are.
    ['1 == 1', '1:3: parse error: comparisons between scalars must use BOOL modifier'],
    ['a and on (x) group_left b', '1:1: parse error: no grouping allowed for "and" operation'],
    ['count_values(1, a)', '1:14: parse error: expected type string in aggregation parameter, got scalar'],
    ['topk("a", a)', '1:6: parse error: expected type scalar in aggregation parameter, got string'],
    ['{a!~"b"}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
    // What is experimental.
    ['a + fill(0) b', '1:5: parse error: binop fill modifiers are experimental and not enabled'],
    ['min_of(1, 2)', '1:1: parse error: function "min_of" is not enabled'],
  ])('%s', (query, expected) => {
    expect(message(() => parse(query))).toBe(expected);
  });

  const features = new Set(FEATURES);
  it.each([
    ['info(a, sum(b))', '1:9: parse error: expected label selectors only, got instant vector instead'],
    ['a + fill(0) fill_left(1) b', '1:13: parse error: unexpected <fill_left>'],
    ['sum(a) anchored', '1:1: parse error: anchored modifier not implemented'],
  ])('with all features: %s', (query, expected) => {
    expect(message(() => parse(query, features))).toBe(expected);
  });

  it('is told from its beginning: each piece of a right one gives an error with its place, or a tree', () => {
    const query =
      'sum by (a, "b c") (rate(x{y=~"a|b", z!="\\x41"}[5m:1m * 2] @ end() offset -(1h/2)) > bool on (a) group_left () -0x1f';
    for (let end = 0; end < query.length; end++) {
      const said = message(() => parse(query.slice(0, end), features));
      if (said !== undefined) expect(said).toMatch(PLACE);
    }
  });
});

describe('a selector that is wrong', () => {
  it.each([
    ['', 'unknown position: parse error: unexpected end of input'],
    ['up[5m]', '1:3: parse error: unexpected "["'],
    ['up offset 5m', '1:4: parse error: unexpected <offset>'],
    ['sum(up)', '1:4: parse error: unexpected "("'],
    ['{', '1:2: parse error: unexpected end of input inside braces'],
  ])('%s', (text, expected) => {
    expect(message(() => parseSelector(text))).toBe(expected);
  });
});
