import { describe, expect, it } from 'vitest';
import { parse } from './parser.js';

describe('parse of a vector selector', () => {
  it.each([
    ['up', [['__name__', '=', 'up']]],
    ['up{}', [['__name__', '=', 'up']]],
    ['{__name__="up"}', [['__name__', '=', 'up']]],
    [
      `  http_requests_total { job = "a", code!='5\\'',path=~\`/x.*\`, env!~"dev|test", }  # comment`,
      [
        ['__name__', '=', 'http_requests_total'],
        ['job', '=', 'a'],
        ['code', '!=', "5'"],
        ['path', '=~', '/x.*'],
        ['env', '!~', 'dev|test'],
      ],
    ],
    [
      '{"http.requests", "a b"="c"}',
      [
        ['__name__', '=', 'http.requests'],
        ['a b', '=', 'c'],
      ],
    ],
  ])('%s', (query, matchers) => {
    expect(parse(query).matchers.map(({ name, op, value }) => [name, op, value])).toEqual(matchers);
  });

  it.each([
    ['', '1:1: parse error: no expression found in input'],
    ['up{job}', '1:7: parse error: unexpected right-brace "}", expected one of =, !=, =~, !~'],
    ['up{job="a"', '1:11: parse error: unexpected end of input, expected "," or "}"'],
    ['up\n{job="a', '2:6: parse error: unterminated quoted string'],
    ['up ;', "1:4: parse error: unexpected character: ';'"],
    ['{}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
    ['{job=~".*"}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
    ['up{"down"}', '1:4: parse error: metric name must not be set twice: "down"'],
    ['up down', '1:4: parse error: unexpected identifier "down", expected end of input'],
  ])('refuses %s', (query, message) => {
    expect(() => parse(query)).toThrow(message);
  });
});
