import { describe, expect, it } from 'vitest';
import type { FieldExpression } from './ast.js';
import { isMetrics, parse } from './parser.js';
import { printExpression } from './print.js';
import { printQuery } from './print-query.js';

/** Of a query with one filter. */
function filterOf(query: string): FieldExpression {
  const { root } = parse(query);
  const stage = root.kind === 'pipeline' ? root.stages[0] : undefined;
  if (stage?.kind !== 'filter') throw new Error(`no filter: ${query}`);
  return stage.expression;
}

describe('values', () => {
  it.each([
    ['"a \\"b\\" \\u65e5"', { type: 'string', value: 'a "b" 日' }],
    ['`a\\n`', { type: 'string', value: 'a\\n' }],
    ['42', { type: 'int', value: 42 }],
    ['-42', { type: 'int', value: -42 }],
    ['9007199254740993', { type: 'int', value: 9007199254740993n }],
    ['minInt', { type: 'int', value: -(2n ** 63n) }],
    ['maxInt', { type: 'int', value: 2n ** 63n - 1n }],
    ['42.0', { type: 'float', value: 42 }],
    ['.5', { type: 'float', value: 0.5 }],
    ['1e-9', { type: 'float', value: 1e-9 }],
    ['1m30s', { type: 'duration', value: 90e9 }],
    ['29900us', { type: 'duration', value: 29_900_000 }],
    ['1.5h', { type: 'duration', value: 5400e9 }],
    ['2d', { type: 'duration', value: 172_800e9 }],
    ['-1ms', { type: 'duration', value: -1e6 }],
    ['true', { type: 'bool', value: true }],
    ['nil', { type: 'nil' }],
    ['error', { type: 'status', value: 'error' }],
    ['unspecified', { type: 'kind', value: 'unspecified' }],
    ['100 * 4 + 95', { type: 'int', value: 495 }],
    ['1s * 4', { type: 'duration', value: 4e9 }],
    ['10 / 4.0', { type: 'float', value: 2.5 }],
    ['10 - 3 - 2', { type: 'int', value: 5 }],
    ['2 ^ 3 ^ 2', { type: 'int', value: 512 }],
    ['-2 ^ 2', { type: 'int', value: -4 }],
  ])('%s', (text, value) => {
    expect(filterOf(`{ .a = ${text} }`)).toMatchObject({ right: { kind: 'static', value } });
  });

  it('leaves divisions by zero to the evaluation', () => {
    expect(filterOf('{ .a = 1 / 0 }')).toMatchObject({ right: { kind: 'binary', op: '/' } });
  });
});

describe('fields', () => {
  it.each([
    ['.a', 'any', 'a'],
    ['span.http.status_code', 'span', 'http.status_code'],
    ['resource.k8s-pod/name:x', 'resource', 'k8s-pod/name:x'],
    ['event.ev.bool', 'event', 'ev.bool'],
    ['link.link.hops', 'link', 'link.hops'],
    ['instrumentation.lib.build', 'instrumentation', 'lib.build'],
    ['span.名前', 'span', '名前'],
    ['span."weird key"', 'span', 'weird key'],
    ['span.a."b c".d', 'span', 'a.b c.d'],
    ['."a \\"b\\" \\\\"', 'any', 'a "b" \\'],
    ['span.span.a', 'span', 'span.a'],
    ['span.5', 'span', '5'],
    ['.name', 'any', 'name'],
  ] as const)('%s', (text, scope, name) => {
    expect(filterOf(`{${text}=1}`)).toMatchObject({ left: { kind: 'attribute', scope, name } });
  });

  it.each([
    ['duration', 'duration', 'duration'],
    ['span:duration', 'duration', 'duration'],
    ['span:statusMessage', 'statusMessage', 'statusMessage'],
    ['span:childCount', 'childCount', 'span:childCount'],
    ['trace:duration', 'traceDuration', 'traceDuration'],
    ['trace:rootService', 'rootServiceName', 'rootServiceName'],
    ['trace: rootName', 'rootName', 'rootName'],
    ['trace:id', 'trace:id', 'trace:id'],
    ['span:parentID', 'span:parentID', 'span:parentID'],
    ['event:timeSinceStart', 'event:timeSinceStart', 'event:timeSinceStart'],
    ['link:traceID', 'link:traceID', 'link:traceID'],
    ['instrumentation:version', 'instrumentation:version', 'instrumentation:version'],
    ['nestedSetParent', 'nestedSetParent', 'nestedSetParent'],
  ] as const)('%s', (field, intrinsic, text) => {
    expect(filterOf(`{ ${field} != nil }`)).toMatchObject({ left: { kind: 'intrinsic', intrinsic, text } });
  });
});

/** All operations of expressions are in parentheses but the outermost. */
it.each([
  ['.a || .b && .c', '(.a || .b) && .c'],
  ['.a = 1 || .b = 2', '(.a = 1) || (.b = 2)'],
  ['.a + 1 * .b > 3 - .c - 1', '(.a + (1 * .b)) > ((3 - .c) - 1)'],
  ['.a ^ .b ^ 2 = 1', '(.a ^ (.b ^ 2)) = 1'],
  ['-.a ^ 2 < -.b * 2 - 1', '(-(.a ^ 2)) < ((-(.b * 2)) - 1)'],
  ['!.a = .b', '(!.a) = .b'],
  ['!(.a && .b)', '!(.a && .b)'],
  ['(status = error) = true', '(status = error) = true'],
  ['.special="x"&&kind=internal', '(.special = `x`) && (kind = internal)'],
  ['.a /* one */ = 1 // two', '.a = 1'],
  ['duration > 90s', 'duration > 1m30s'],
  ['.a = 2.0 && .b = "`"', '(.a = 2.0) && (.b = "`")'],
  ['span:childCount % 3 = 0', '(span:childCount % 3) = 0'],
  ['"abc" =~ "a.*"', '`abc` =~ `a.*`'],
])('{ %s }', (text, printed) => expect(printExpression(filterOf(`{ ${text}\n}`))).toBe(printed));

describe('queries', () => {
  it.each([
    ['{}', '{ true }'],
    ['({ .a })', '{ .a }'],
    ['{ .a } || { .b } && { .c }', '({ .a } || { .b }) && { .c }'],
    ['{ .a } && { .b } >> { .c }', '{ .a } && ({ .b } >> { .c })'],
    ['{ .a } > { .b } !>> { .c }', '({ .a } > { .b }) !>> { .c }'],
    ['{ .a } > ({ .b } &~ { .c })', '{ .a } > ({ .b } &~ { .c })'],
    ['{.a}!<{.b}', '{ .a } !< { .b }'],
    ['({ .a } | { .b }) >> ({ .c })', '({ .a } | { .b }) >> ({ .c })'],
    ['({ .a } | count() = 7) || ({ .b } | count() = 1)', '({ .a } | count() = 7) || ({ .b } | count() = 1)'],
    ['({ .a } | { .b }) | count() > 1', '{ .a } | { .b } | count() > 1'],
    ['max(duration) > 40s', 'max(duration) > 40s'],
    ['{ } | count() > 2 + 3', '{ true } | count() > 5'],
    ['{ } | sum(.a * 2) >= -1.5', '{ true } | sum(.a * 2) >= -1.5'],
    ['{ } | by(.a % 3) | coalesce() | select(.b, name)', '{ true } | by(.a % 3) | coalesce() | select(.b, name)'],
    [
      '{ } with (most_recent=true, sample=0.1, x="y", n=-1)',
      '{ true } with (most_recent=true, sample=0.1, x=`y`, n=-1)',
    ],
    ['{ } | rate() by (span:name, .a)', '{ true } | rate() by (name, .a)'],
    ['{ } | quantile_over_time(duration, .5, 1)', '{ true } | quantile_over_time(duration, 0.5, 1)'],
    ['{ } | compare({ status = error })', '{ true } | compare({ status = error }, 10)'],
    ['{ } | compare({ true }, 5, 10, 20)', '{ true } | compare({ true }, 5, 10, 20)'],
    ['{ } | rate() | topk(3) > 2 * 3 | bottomk(1)', '{ true } | rate() | topk(3) > 6 | bottomk(1)'],
    ['{ } | max_over_time(duration) > 1500ms', '{ true } | max_over_time(duration) > 1.5'],
    ['(({ } | rate()))', '{ true } | rate()'],
    ['2 * 3 + ({ } | rate()) * 2 | topk(1)', '6 + (({ true } | rate()) * 2) | topk(1)'],
    ['({ } | rate()) - -5', '({ true } | rate()) - -5'],
    ['({ } | rate() | topk(2)) / ({ } | rate())', '({ true } | rate() | topk(2)) / ({ true } | rate())'],
    ['({ } | rate()) > 5 with(exemplars=true)', '{ true } | rate() > 5 with (exemplars=true)'],
  ])('%s', (query, printed) => {
    const answer = printQuery(parse(query));
    expect(answer).toBe(printed);
    expect(printQuery(parse(answer))).toBe(answer);
  });

  it.each([
    ['{ }', false],
    ['{ } | count() > 1', false],
    ['{ } | rate()', true],
    ['2 * ({ } | rate())', true],
  ])('%s gives series: %s', (query, answer) => expect(isMetrics(parse(query))).toBe(answer));
});
