import { describe, expect, it } from 'vitest';
import { selectorOf, valuesQuery, volumeQuery, withFilter, withLineFilter } from './query-text';

describe('the selector', () => {
  it.each([
    ['{a="b"} |= "x"', '{a="b"}'],
    ['sum(rate({a="}"} | json [1m]))', '{a="}"}'],
    ['# {no="x"}\n{a=`{`}', '{a=`{`}'],
    ['up', undefined],
  ])('of %s', (expr, text) => {
    expect(selectorOf(expr)?.text).toBe(text);
  });
});

describe('filters', () => {
  it.each([
    ['{a="b"}', 'I', 'c', false, '{a="b", c="v"}'],
    ['{}', 'I', 'c', true, '{c!="v"}'],
    ['{a="b", c="v"} |= "x"', 'I', 'c', true, '{a="b", c!="v"} |= "x"'],
    ['{a="b"}', 'S', 'c', false, '{a="b"} | c="v"'],
    ['{a="b"} | c="v"', 'S', 'c', true, '{a="b"} | c!="v"'],
    ['{a="b"} | c="v"', 'S', 'c', false, '{a="b"} | c="v"'],
    ['{a="b"}', 'json', 'c', false, '{a="b"} | json | c="v"'],
    ['{a="b"} | json', 'json', 'c', true, '{a="b"} | json | c!="v"'],
    ['{a="b"} | json', 'P', 'c', false, '{a="b"} | json | c="v"'],
    ['{a="b"}', 'logfmt', 'c', false, '{a="b"} | logfmt | c="v"'],
  ] as const)('%s with %s %s, out: %s', (expr, from, name, isOut, expected) => {
    expect(withFilter(expr, { name, value: 'v', from }, isOut)).toBe(expected);
  });

  it('quotes what values have', () => {
    expect(withFilter('{a="b"}', { name: 'c', value: '"}\n', from: 'S' }, false)).toBe('{a="b"} | c="\\"}\\n"');
    expect(withLineFilter('{a="b"} ', '|>', 'x <_> y')).toBe('{a="b"} |> `x <_> y`');
    expect(withLineFilter('{a="b"}', '!>', '`')).toBe('{a="b"} !> "`"');
  });
});

it('counts lines by level, and values of a field', () => {
  expect(volumeQuery('{a="b"} # note')).toBe(
    'sum by (detected_level) (count_over_time({a="b"} # note\n| drop __error__, __error_details__ [$__auto]))',
  );
  expect(valuesQuery('{a="b"} | json', 'c', 'json', 5)).not.toMatch(/json.*json/s);
  expect(valuesQuery('{a="b"}', 'c', 'json', 5)).toContain('\n| json');
});
