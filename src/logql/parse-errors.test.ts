import { describe, expect, it } from 'vitest';
import { parse } from './parser.js';

const message = (query: string): string | undefined => {
  try {
    parse(query);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

const at = (place: string, rest: string) => `parse error at line ${place.replace(':', ', col ')}: ${rest}`;
const unexpected = (place: string, rest: string) => at(place, `syntax error: unexpected ${rest}`);
const means = (rest: string) => `parse error : ${rest}`;
const RATE = 'rate({a="b"}[5m])';

describe('a query that is wrong', () => {
  it.each([
    // What the characters are.
    ['', means('syntax error: unexpected $end')],
    ['# nothing', unexpected('1:10', '$end')],
    ['{a="b"} "open', at('1:9', 'literal not terminated')],
    ['{a="b"} |= `open', at('1:12', 'literal not terminated')],
    ['{a="b"} |= "\\q"', at('1:12', 'invalid char escape')],
    ['{a="日"}\n;', unexpected('2:1', '$unk')],
    ['{a="日"} ;', unexpected('1:9', '$unk')],
    ['rate({a="b"}[5m)', at('0:13', "missing closing ']' in duration")],
    ['rate({a="b"}[])', at('0:13', 'empty duration string')],
    ['rate({a="b"}[-5m])', at('0:13', 'not a valid duration string: "-5m"')],
    ['rate({a="b"}[$__auto])', at('0:13', 'not a valid duration string: "$__auto"')],
    ['rate({a="b"}[1h:5m])', at('0:13', 'not a valid duration string: "1h:5m"')],
    ['rate({a="b"}[99999y])', at('0:13', 'duration out of range')],
    ['{a="b\0"}', at('1:4', 'invalid character NUL')],
    ['{a="b"}\n |= "x\0', at('2:5', 'invalid character NUL')],
    ['sum\0(rate({a="b"}[5m]))', at('1:1', 'invalid character NUL')],
    ['{a="b"} \0', at('0:7', 'invalid character NUL')],
    ['{a="b"} # x\0', at('0:9', 'invalid character NUL')],
    ['rate({a="b"}[5m\0])', at('0:13', 'invalid character NUL')],
    // What stands where. More than four expected tokens are not named.
    ['{', unexpected('1:2', '$end, expecting IDENTIFIER or }')],
    ['{a', unexpected('1:3', '$end, expecting = or =~ or !~ or !=')],
    ['{a==“b”}', unexpected('0:3', '==, expecting = or =~ or !~ or !=')],
    ['{a=b}', unexpected('1:4', 'IDENTIFIER, expecting STRING')],
    ['{a="b"', unexpected('1:7', '$end, expecting } or ,')],
    ['{a="b",}', unexpected('1:8', '}, expecting IDENTIFIER')],
    ['{json="b"}', unexpected('1:2', 'json, expecting IDENTIFIER or }')],
    ['{a="b"} |', unexpected('1:10', '$end')],
    ['{a="b"} |= x', unexpected('1:12', 'IDENTIFIER, expecting STRING or ip')],
    ['{a="b"} |= "x" or {c="d"}', unexpected('1:19', '{, expecting STRING or ip')],
    ['{a="b"} | x > "y"', unexpected('1:15', 'STRING')],
    ['{a="b"} | x > ip("::1")', unexpected('1:15', 'ip')],
    ['{a="b"} | x =~ 5', unexpected('1:16', 'NUMBER, expecting STRING')],
    ['{a="b"} | x > 5zz', unexpected('1:18', '$end')],
    ['{a="b"} | logfmt --nope', unexpected('1:20', 'IDENTIFIER, expecting NUMBER')],
    ['{a="b"} | unwrap x', unexpected('1:11', 'unwrap')],
    ['{a="b"} | json a=', unexpected('1:18', '$end, expecting STRING')],
    ['{a="b"} | keep x y', unexpected('1:18', 'IDENTIFIER')],
    ['{a="b"} | label_format x=1', unexpected('1:26', 'NUMBER, expecting IDENTIFIER or STRING')],
    ['({a="b"} |= "x") |= "y"', unexpected('0:18', '|=')],
    ['rate({a="b"})', unexpected('1:13', ')')],
    ['rate("x")', unexpected('1:6', 'STRING, expecting NUMBER or { or (')],
    ['rate by (a) ({a="b"}[5m])', unexpected('1:6', 'by, expecting (')],
    ['rate({a="b"} offset 5m [5m])', unexpected('1:14', 'offset')],
    ['rate({a="b"}[5m] offset)', unexpected('1:24', '), expecting DURATION')],
    [
      'sum_over_time({a="b"} | unwrap offset [5m])',
      unexpected('1:32', 'offset, expecting IDENTIFIER or BYTES_CONV or DURATION_CONV or DURATION_SECONDS_CONV'),
    ],
    ['sum_over_time({a="b"} | unwrap f(x) [5m])', unexpected('1:33', '(, expecting RANGE or |')],
    ['sum({a="b"})', unexpected('1:12', ')')],
    ['topk({a="b"}[5m])', unexpected('0:13', 'RANGE')],
    [`topk(-1, ${RATE})`, unexpected('1:8', ',')],
    [`sum by a (${RATE})`, unexpected('1:1', 'IDENTIFIER')],
    [`sum by ("a") (${RATE})`, unexpected('1:9', 'STRING, expecting IDENTIFIER or )')],
    [`sum(${RATE}`, unexpected('1:22', '$end')],
    [`${RATE} + on ${RATE}`, unexpected('1:24', 'rate, expecting (')],
    ['nosuch({a="b"}[5m])', unexpected('1:1', 'IDENTIFIER')],
    ['bool 1', unexpected('1:1', 'bool')],
    ['1 +', unexpected('1:4', '$end')],
    [`-${RATE}`, unexpected('1:2', 'rate, expecting NUMBER')],
    [`label_replace(${RATE}, "x", "$1", "y")`, unexpected('1:48', '), expecting ,')],
    // What is said last: mistakes of meaning.
    [
      '{}',
      means(
        'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
      ),
    ],
    ['{a=~"("}', means('error parsing regexp: missing closing ): `(`')],
    ['{a="b"} | x=~"("', means('error parsing regexp: missing closing ): `(`')],
    ['{a="b"} | drop x=~"("', means('error parsing regexp: missing closing ): `(`')],
    ['{a="b"} | x > 0x1F', means('unable to parse float: strconv.ParseFloat: parsing "0x1F": invalid syntax')],
    ['{a="b"} or {c="d"}', means('unexpected type for left leg of binary operation (or): *syntax.MatchersExpr')],
    ['1 + ({a="b"} | json)', means('unexpected type for right leg of binary operation (+): *syntax.PipelineExpr')],
    ['{a="b"} + 1 +', unexpected('1:14', '$end')],
    [`1 or ${RATE}`, means('unexpected literal for left leg of logical/set binary operation (or): 1.000000')],
    [`${RATE} and 1 + 1`, means('unexpected literal for right leg of logical/set binary operation (and): 2.000000')],
    [`${RATE} by (a)`, means('grouping not allowed for rate aggregation')],
    ['count_over_time({a="b"} | unwrap x [5m])', means('invalid aggregation count_over_time with unwrap')],
    ['sum_over_time({a="b"}[5m])', means('invalid aggregation sum_over_time without unwrap')],
    ['quantile_over_time({a="b"} | unwrap x [5m])', means('parameter required for operation quantile_over_time')],
    ['rate(5, {a="b"}[5m])', means('parameter 5 not supported for operation rate')],
    [`topk(${RATE})`, means('parameter required for operation topk')],
    [`topk(0, ${RATE})`, means('invalid parameter (must be greater than 0) topk(0')],
    [`topk(1.5, ${RATE})`, means('invalid parameter topk(1.5,')],
    [`sum(1, ${RATE})`, means('unsupported parameter for operation sum(1,')],
    [`approx_topk(1, ${RATE}) by (a)`, means('grouping not allowed for approx_topk aggregation')],
    [
      `label_replace(${RATE}, "x", "$1", "y", "(")`,
      means('invalid regex in label_replace: error parsing regexp: missing closing ): `(`'),
    ],
  ])('%s', (query, expected) => {
    expect(message(query)).toBe(expected);
  });
});

describe('a hostile query', () => {
  it.each([
    ['parentheses', `${'('.repeat(60_000)}`],
    ['selectors in parentheses', `rate(${'('.repeat(60_000)}`],
    ['conditions in parentheses', `{a="b"} | ${'('.repeat(60_000)}`],
    ['additions', RATE.concat(` + ${RATE}`.repeat(5000))],
    ['powers', `2${'^2'.repeat(60_000)}`],
    ['sums', 'sum('.repeat(30_000)],
    ['conditions in a row', `{a="b"} | x="1"${' or x="1"'.repeat(10_000)}`],
    ['conditions with commas', `{a="b"} | x="1"${', x="1"'.repeat(10_000)}`],
    ['characters', ' '.repeat(131_073)],
  ])('of many %s ends in an error', (_, query) => {
    expect(message(query)).toMatch(/nested deeper|input size too long/);
  });

  it('of 100 parentheses, 10,000 filters or 10,000 literals is answered', () => {
    expect(message(`${'('.repeat(100)}${RATE}${')'.repeat(100)}`)).toBeUndefined();
    expect(message(`{a="b"}${' | x="1"'.repeat(10_000)}`)).toBeUndefined();
    expect(message(`1${' + 1'.repeat(10_000)}`)).toBeUndefined();
    expect(message(`{a="b"} | x="1"${' and x="1"'.repeat(1500)}`)).toBeUndefined();
  });
});
