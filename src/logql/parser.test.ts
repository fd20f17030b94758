import { describe, expect, it } from 'vitest';
import { parse, parseMatchers } from './parser.js';

describe('parse of a stream selector', () => {
  it('reads every operator and both kinds of strings', () => {
    const { matchers } = parse('{ app="a\\n", env != `prod`, pod=~"x.+" , host!~"y" }');
    expect(matchers.map(({ name, op, value }) => name + op + value)).toEqual([
      'app=a\n',
      'env!=prod',
      'pod=~x.+',
      'host!~y',
    ]);
  });

  it.each([
    ['', 'parse error at line 1, col 1: syntax error: unexpected $end, expecting "{"'],
    ['{', 'parse error at line 1, col 2: syntax error: unexpected $end, expecting IDENTIFIER'],
    ['{a="b",}', 'parse error at line 1, col 8: syntax error: unexpected }, expecting IDENTIFIER'],
    ['{a="b"', 'parse error at line 1, col 7: syntax error: unexpected $end, expecting "," or "}"'],
    ['{a=b}', 'parse error at line 1, col 4: syntax error: unexpected IDENTIFIER, expecting STRING'],
    ['{a="b"} x', 'parse error at line 1, col 9: syntax error: unexpected IDENTIFIER, expecting $end'],
    ['{a=""}', 'queries require at least one regexp or equality matcher that does not have an empty-compatible value'],
    [
      '{a=~".*"}',
      'queries require at least one regexp or equality matcher that does not have an empty-compatible value',
    ],
  ])('refuses %s', (query, message) => {
    expect(() => parse(query)).toThrow(message);
  });

  it('lets label calls ask with conditions that match everything', () => {
    expect(parseMatchers('{}')).toEqual([]);
    expect(parseMatchers('{a!="b"}')).toHaveLength(1);
  });
});
