import { describe, expect, it } from 'vitest';
import { NotBuildable, readLogql } from './read';
import { writeLogql } from './write';

describe('there and back', () => {
  it.each([
    '{a="b"}',
    '{a="b", c=~"d.*", e!="f"} |= "x" != "y"',
    '{a="b"} |~ `x"\\d+` |> "<_> y"',
    '{a="b"} | json | level="error" | d>5 | took>=10ms',
    '{a="b"} | logfmt | pattern "<ip> <_>"',
    'count_over_time({a="b"} [5m])',
    'sum(rate({a="b"} |= "x" [$__auto]))',
    'sum by (a, c) (count_over_time({a="b"} | json | c!="" [1m]))',
  ])('%s', (text) => {
    expect(writeLogql(readLogql(text))).toBe(text);
  });
});

it('reads what is written another way', () => {
  expect(writeLogql(readLogql('{ a = `b` }|="x"|json'))).toBe('{a="b"} |= "x" | json');
});

it.each([
  '{a="b"',
  '{a="b"} | line_format "x"',
  '{a="b"} | json c="d"',
  '{a="b"} | c="1" or d="2"',
  '{a="b"} |= "x" or "y"',
  'sum(rate({a="b"} | json | unwrap d [5m]))',
  'topk(5, rate({a="b"}[5m]))',
  'rate({a="b"}[5m]) / rate({a="c"}[5m])',
  'rate({a="b"}[5m] offset 1h)',
  'quantile_over_time(0.9, {a="b"} | unwrap d [5m])',
])('has no words for %s', (text) => {
  expect(() => readLogql(text)).toThrow(NotBuildable);
});
