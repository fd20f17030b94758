import { describe, expect, it } from 'vitest';
import { parse, parseLog } from './parser.js';
import { printExpression, printStage } from './print.js';

const pretty = (query: string) => printExpression(parse(query), { pretty: true });

describe('an expression that fits on a line', () => {
  it.each([
    ['{a="b",c=~"d"}|=`x"`!="y"|json', '{a="b", c=~"d"} |= "x\\"" != "y" | json'],
    ['{a="b"} # comment', '{a="b"}'],
    [
      '{a="b"} |= "x" or ip("::1") | logfmt --keep-empty --strict a="b" | a>1 and b<2s or c=1KB',
      '{a="b"} |= "x" or ip("::1") | logfmt --strict --keep-empty a="b" | ( ( a>1 , b<2s ) or c==1.0kB )',
    ],
    ['{a="b"} | json x="y.z[0]", w', '{a="b"} | json x="y.z[0]",w="w"'],
    ['{a="b"} | a>1h, b<=1.5ms | c!=ip("::1")', '{a="b"} | ( a>1h0m0s , b<=1.5ms ) | c!=ip("::1")'],
    ['{a="b"} | a>999 | b=999b | c<1MiB | d=5b', '{a="b"} | a>999 | b==999B | c<1.0MB | d==5B'],
    [
      '{a="b"} | label_format x=y, z="{{.a}}" | drop a, b="c" | keep d | decolorize | unpack',
      '{a="b"} | label_format x=y,z="{{.a}}" | drop a,b="c" | keep d | decolorize | unpack',
    ],
    ['{a="b"} | pattern "<a>" | regexp "(?P<a>b)"', '{a="b"} | pattern "<a>" | regexp "(?P<a>b)"'],
    ['sum(rate({a="b"}[1m]))by(c,d)', 'sum by (c,d)(rate({a="b"}[1m]))'],
    ['sum by () (rate({a="b"}[1m]))', 'sum(rate({a="b"}[1m]))'],
    ['sum without () (rate({a="b"} [90m] offset 1m))', 'sum without ()(rate({a="b"}[1h30m] offset 1m0s))'],
    ['topk(5,rate({a="b"}[8d]))', 'topk(5,rate({a="b"}[8d]))'],
    [
      'quantile_over_time(.5,{a="b"}|unwrap duration(x)|__error__=""[2w]) by (a)',
      'quantile_over_time(0.5,{a="b"} | unwrap duration(x) | __error__=""[2w]) by (a)',
    ],
    ['label_replace(rate({a="b"}[1m]),"x","$1","y","(.*)")', 'label_replace(rate({a="b"}[1m]),"x","$1","y","(.*)")'],
    ['1+2*3', '7'],
    ['1/10^7', '1e-07'],
    ['vector(1)', 'vector(1.000000)'],
    ['rate({a="b"}[1m])>bool 0 or vector(0)', '((rate({a="b"}[1m]) > bool 0) or vector(0.000000))'],
    [
      'rate({a="b"}[1m])/on(x)group_left rate({a="b"}[1m])',
      '(rate({a="b"}[1m]) / on (x) group_left () rate({a="b"}[1m]))',
    ],
  ])('%s', (query, text) => {
    expect(pretty(query)).toBe(text);
  });
});

describe('an expression that is too long for a line', () => {
  const long = 'a_long_label_that_fills_the_line_a_good_deal';

  it.each([
    [
      `{a="b"} |= "x" != "y" | logfmt | ${long}="1" | ${long}!="2"`,
      ['{a="b"}', '  |= "x" != "y"', '  | logfmt', `  | ${long}="1"`, `  | ${long}!="2"`],
    ],
    [
      `sum by (c, d) (quantile_over_time(0.9, {a="b"} |= "${long}" | unwrap ${long} | __error__="" [5m] offset 1h) by (e, f))`,
      [
        'sum by (c, d)(',
        '  quantile_over_time(',
        '    0.9,',
        `    {a="b"} |= "${long}"`,
        `      | unwrap ${long}`,
        '      | __error__="" [5m] offset 1h',
        '  ) by (e, f)',
        ')',
      ],
    ],
    [
      `topk(5, rate({a="${long}"}[1m])) / (rate({a="${long}"}[1m]) + 1)`,
      [`  topk(5,rate({a="${long}"}[1m]))`, '/', `  (rate({a="${long}"}[1m]) + 1)`],
    ],
    [
      `(rate({a="${long}"}[1m]) + rate({a="${long}"}[1m])) / 2`,
      ['  (', `      rate({a="${long}"}[1m])`, '    +', `      rate({a="${long}"}[1m])`, '  )', '/', '  2'],
    ],
    [
      `rate({a="${long}"}[1m]) + rate({a="${long}"}[1m]) + 2`,
      [`    rate({a="${long}"}[1m])`, '  +', `    rate({a="${long}"}[1m])`, '+', '  2'],
    ],
    [
      `label_replace(rate({a="${long}"}[1m]), "${long}", "$1", "y", "(.*)")`,
      ['label_replace(', `  rate({a="${long}"}[1m]),`, `  "${long}",`, '  "$1",', '  "y",', '  "(.*)"', ')'],
    ],
  ])('%s', (query, lines) => {
    expect(pretty(query)).toBe(lines.join('\n'));
    expect(parse(lines.join('\n'))).toEqual(parse(query));
  });
});

it('prints one stage as messages show it', () => {
  const { stages } = parseLog('{a="b"} |~ `"(` | label_format x = "{{.name"');
  expect(stages.map(printStage)).toEqual(['|~ "\\"("', '| label_format x="{{.name"']);
});
