import { describe, expect, it } from 'vitest';
import { parse, parseField } from './parser.js';

function message(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const at = (place: string, rest: string) => `parse error at line ${place.replace(':', ', col ')}: ${rest}`;
const unexpected = (place: string, rest: string) => at(place, `syntax error: unexpected ${rest}`);

describe('a query that is wrong', () => {
  it.each([
    // What the characters are.
    ['', 'parse error : syntax error: unexpected $end'],
    ['  ', unexpected('1:3', '$end')],
    ['// nothing', unexpected('1:11', '$end')],
    ['{ .a = "x }', at('1:8', 'literal not terminated')],
    ['{ .a = `x }', at('1:8', 'literal not terminated')],
    ['{ .a = "\\q" }', at('1:8', 'invalid char escape')],
    ["{ .a = 'b' }", at('1:8', "unknown identifier: 'b'")],
    ["{ .a = 'bc' }", at('1:8', 'invalid char literal')],
    ['{ /* a }', at('1:3', 'comment not terminated')],
    ['{ ."a }', at('1:4', 'unexpected EOF, expecting "')],
    ['{ ."a\\b" }', at('1:6', 'invalid escape sequence')],
    ['{ .a = 9223372036854775808 }', at('1:8', 'strconv.Atoi: parsing "9223372036854775808": value out of range')],
    ['{ .a = 0x1f }', at('1:8', 'strconv.Atoi: parsing "0x1f": invalid syntax')],
    ['{ .a = 1e400 }', at('1:8', 'strconv.ParseFloat: parsing "1e400": value out of range')],
    ['{ .a = 1e }', at('1:8', 'exponent has no digits')],
    ['{ .a = 1.2.3 }', unexpected('1:11', 'FLOAT')],
    ['{ .a = 5x }', unexpected('1:9', 'IDENTIFIER')],
    ['{ .a = 1s2 }', unexpected('1:9', 'IDENTIFIER')],
    ['{ .日 = 1 }\n;', unexpected('2:1', 'IDENTIFIER, expecting with')],
    // What is taken by looking ahead has no line.
    ['{ && .a = 1 }', unexpected('0:3', '&&')],
    ['{ span. = 1 }', unexpected('0:3', 'END_ATTRIBUTE, expecting IDENTIFIER')],
    ['{ . }', unexpected('0:3', 'END_ATTRIBUTE, expecting IDENTIFIER')],
    ['{ .a span.b }', unexpected('0:6', 'span.')],
    ['{ .a .b }', unexpected('1:6', '.')],
    ['{ } | rate() 5m', unexpected('0:14', 'DURATION, expecting with')],
    // Fields. More than four expected tokens are not named.
    ['{ name == "a" }', unexpected('1:9', '=')],
    ['{ foo = 1 }', at('1:3', 'unknown identifier: foo')],
    ['{ childCount > 1 }', unexpected('1:3', 'childCount')],
    ['{ span:foo = 1 }', unexpected('1:8', 'IDENTIFIER')],
    ['{ span:rootName = "a" }', unexpected('1:8', 'rootName')],
    ['{ trace:name = "a" }', unexpected('1:9', 'name, expecting duration or rootName or rootService or id')],
    ['{ event:foo = 1 }', unexpected('1:9', 'IDENTIFIER, expecting name or timeSinceStart')],
    ['{ link:foo = 1 }', unexpected('1:8', 'IDENTIFIER, expecting traceID or spanID')],
    ['{ instrumentation:foo = 1 }', unexpected('1:19', 'IDENTIFIER, expecting name or version')],
    ['{ .a = 1 && }', unexpected('1:13', '}')],
    ['{ (.a = 1 }', unexpected('1:11', '}')],
    ['{ true', unexpected('1:7', '$end')],
    ['{ .a in ("b") }', unexpected('1:6', 'IDENTIFIER')],
    // Spansets.
    ['hello world', unexpected('1:1', 'IDENTIFIER')],
    ['{ .a } && ', unexpected('1:11', '$end, expecting { or (')],
    ['{ .a } >>> { .b }', unexpected('1:10', '>, expecting { or (')],
    ['{ .a } + { .b }', unexpected('1:8', '+, expecting with')],
    ['{ } ! { }', unexpected('1:5', '!, expecting with')],
    ['{ .a } limit 5', unexpected('1:8', 'IDENTIFIER, expecting with')],
    ['({ .a } | { .b }) >> { .c }', unexpected('1:22', '{, expecting (')],
    ['{ .a } >> ({ .b } | { .c })', unexpected('1:19', '|')],
    ['({ .a }', unexpected('1:8', '$end, expecting ) or |')],
    // Stages.
    ['{ } |', unexpected('1:6', '$end')],
    ['count()', unexpected('1:8', '$end')],
    ['{ } | count()', unexpected('1:14', '$end')],
    ['{ } | count(1) > 1', unexpected('1:13', 'INTEGER, expecting )')],
    ['{ } | count() > "x"', unexpected('1:17', 'STRING')],
    ['{ } | avg() > 1', unexpected('1:11', ')')],
    ['5 > 3', unexpected('1:6', '$end')],
    ['{ } | by()', unexpected('1:10', ')')],
    ['{ } | select()', unexpected('1:14', ')')],
    ['{ } | select(.a .b)', unexpected('1:17', '., expecting ) or ,')],
    ['{ } | coalesce(1)', unexpected('1:16', 'INTEGER, expecting )')],
    // Hints.
    ['{ } with', unexpected('1:9', '$end, expecting (')],
    ['{ } with ()', unexpected('1:11', '), expecting IDENTIFIER')],
    ['{ } with (a)', unexpected('1:12', '), expecting =')],
    ['{ } with (a=1', unexpected('1:14', '$end, expecting ) or ,')],
    ['{ } with (a=1) x', unexpected('1:16', 'IDENTIFIER')],
    // Metrics.
    ['{ } | rate', unexpected('1:11', '$end, expecting (')],
    ['{ } | rate() by', unexpected('1:16', '$end, expecting (')],
    ['{ } | rate() by ()', unexpected('1:18', ')')],
    ['{ } | rate() | rate()', unexpected('1:16', 'rate, expecting topk or bottomk')],
    ['{ } | topk(3)', unexpected('1:7', 'topk')],
    ['{ } | rate() | topk(-1)', unexpected('1:21', '-, expecting INTEGER')],
    ['{ } | rate() | topk(1.5)', unexpected('1:21', 'FLOAT, expecting INTEGER')],
    ['{ } | sum_over_time(duration + 1)', unexpected('1:30', '+, expecting )')],
    ['{ } | quantile_over_time(0.9, duration)', unexpected('1:26', 'FLOAT')],
    ['{ } | quantile_over_time(duration)', unexpected('1:34', '), expecting ,')],
    ['{ } | compare()', unexpected('1:15', '), expecting {')],
    ['{ } | compare({ true }, -1)', unexpected('1:25', '-, expecting INTEGER')],
    ['{ } | compare({ true }, 1, 2)', unexpected('1:29', '), expecting ,')],
    ['{ } | rate() + 5', unexpected('1:14', '+, expecting with')],
    ['{ } | rate() > "a"', unexpected('1:16', 'STRING')],
    ['{ } | rate() == 1', unexpected('1:15', '=')],
    ['({ } | rate()) ^ 2', unexpected('1:16', '^, expecting with')],
    ['({ } | rate()) + ({ })', unexpected('1:22', '), expecting |')],
    ['({ } | rate()) + ({ } | count() > 1)', unexpected('1:36', '), expecting |')],
  ])('%j: %s', (query, answer) => expect(message(() => parse(query))).toBe(answer));
});

const sameType = (rest: string) => `binary operations must operate on the same type: ${rest}`;
const illegal = (rest: string) => `illegal operation for the given types: ${rest}`;
const noBoolean = (rest: string) => `span filter field expressions must resolve to a boolean: ${rest}`;
const notNumber = (rest: string) => `aggregate field expressions must resolve to a number type: ${rest}`;

describe('a query that means nothing', () => {
  it.each([
    ['{ "a" }', noBoolean('{ `a` }')],
    ['{ 1 + 1 }', noBoolean('{ 2 }')],
    ['{ name }', noBoolean('{ name }')],
    ['{ nil }', noBoolean('{ nil }')],
    ['{ name = 1 && .a }', sameType('name = 1')],
    ['{ duration > "1s" }', sameType('duration > `1s`')],
    ['{ trace:rootService = 3 }', sameType('rootServiceName = 3')],
    ['{ span:childCount = "a" }', sameType('span:childCount = `a`')],
    ['{ status =~ "err.*" }', sameType('status =~ `err.*`')],
    ['{ kind = ok }', sameType('kind = ok')],
    ['{ status > error }', illegal('status > error')],
    ['{ .a + "x" = "y" }', illegal('.a + `x`')],
    ['{ .a > nil }', illegal('.a > nil')],
    ['{ .a && 1 }', illegal('.a && 1')],
    ['{ !(.a + 1) }', 'illegal operation for the given type: !(.a + 1)'],
    ['{ -name = "a" }', 'illegal operation for the given type: -name'],
    ['{ .a =~ .b }', 'invalid type for =~ or !~: .b'],
    ['{ .a =~ "[" }', 'invalid regex: `[`'],
    ['{ name =~ "(a{1000}){1000}" }', 'invalid regex: `(a{1000}){1000}`'],
    ['{ duration = nil }', 'duration=nil is not valid because intrinsics cannot be nil'],
    ['{ nil = event:name }', 'event:name=nil is not valid because intrinsics cannot be nil'],
    [
      '{ resource.service.name = nil }',
      'resource.service.name=nil is not valid because resource.service.name cannot be nil',
    ],
    ['{ parent.a = 1 }', 'parent not yet supported'],
    ['{ } | select(.a, parent.span.a)', 'parent not yet supported'],
    ['{ } | avg(name) > 1', notNumber('avg(name)')],
    ['{ } | sum("x") = 1', notNumber('sum(`x`)')],
    ['{ } | sum(1) = 1', 'aggregate field expressions must reference the span: sum(1)'],
    ['{ } | by(1)', 'grouping field expressions must reference the span: by(1)'],
    ['{ } | count() + count() > 1', 'scalar filter lhs of type (%v) not yet supported'],
    ['{ } | 1 < count()', 'scalar filter lhs of type (%v) not yet supported'],
    ['({ } | count()) > 1', 'scalar filter lhs of type (%v) not yet supported'],
    ['{ } | count() > count()', 'scalar filter rhs of type (%v) not yet supported'],
    ['{ } | rate() | topk(0)', 'limit must be greater than 0'],
    ['{ name } | rate()', noBoolean('{ name }')],
    ['{ } | compare({ name })', noBoolean('{ name }')],
    ['{ } | compare({ true }, 0)', 'compare() top number of values must be an integer between 1 and 1000'],
    ['{ } | compare({ true }, 9, 2, 1)', 'compare() end timestamp must be greater than start timestamp'],
    ['{ } | compare({ true }) | topk(3)', '`compare()` cannot be used with second stage functions'],
    ['({ } | compare({ true })) * 2', '`compare()` cannot be used in arithmetic'],
    ['{ } | quantile_over_time(duration, 0.5, 2)', 'quantile must be between 0 and 1: 2'],
  ])('%j: %s', (query, answer) => expect(message(() => parse(query))).toBe(answer));

  it('is told after mistakes of syntax', () => {
    expect(message(() => parse('{ parent.a = 1 && name = 1 }}'))).toBe(unexpected('1:29', '}, expecting with'));
  });
});

describe('a name of a tag', () => {
  it.each([
    ['resource.', unexpected('0:2', 'END_ATTRIBUTE, expecting IDENTIFIER')],
    ['{}', unexpected('1:2', '{')],
    ['foo', at('1:2', 'unknown identifier: foo')],
    ['.a = 1', unexpected('1:5', '=, expecting }')],
  ])('%s: %s', (name, answer) => {
    expect(message(() => parseField(name))).toBe(`failed to parse identifier ${name}: ${answer}`);
  });

  it('is a field', () => {
    expect(parseField('trace:rootService')).toMatchObject({ kind: 'intrinsic', intrinsic: 'rootServiceName' });
    expect(parseField('span."weird key"')).toEqual({ kind: 'attribute', scope: 'span', name: 'weird key' });
    expect(parseField('parent.special')).toBeUndefined();
  });
});

describe('queries without bounds', () => {
  it.each<[string, string]>([
    [`{ ${'('.repeat(60_000)}`, 'nested deeper than 300 levels'],
    ['('.repeat(60_000), 'nested deeper than 300 levels'],
    [`{ ${'!'.repeat(60_000)}true }`, 'nested deeper than 300 levels'],
    [`{ ${'1 ^ '.repeat(20_000)}1 }`, 'nested deeper than 300 levels'],
    [`{ } | rate() > ${'-'.repeat(60_000)}1`, 'nested deeper than 300 levels'],
    [`{ true${' && true'.repeat(10_000)} }`, 'more than 1000 operators in each other or in a row'],
    [`{ }${' && { }'.repeat(10_000)}`, 'more than 1000 operators in each other or in a row'],
    [`{ } | rate()${' > 1'.repeat(10_000)}`, 'more than 1000 operators in each other or in a row'],
    [`{ .${'a'.repeat(131_072)} }`, 'input size too long (131077 > 131072)'],
  ])('%.20j… are refused', (query, answer) => expect(message(() => parse(query))).toContain(answer));

  it('may have many operators and stages', () => {
    expect(message(() => parse(`{ .a = 1${' || .a = 1'.repeat(900)} }`))).toBeUndefined();
    expect(message(() => parse(`{ }${' | { }'.repeat(99)}`))).toBeUndefined();
    expect(message(() => parse(`{ }${' | { }'.repeat(100)}`))).toBe('a pipeline may have 100 stages');
    expect(message(() => parse(`{ ${'('.repeat(250)}true${')'.repeat(250)} }`))).toBeUndefined();
  });
});
