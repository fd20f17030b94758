import { describe, expect, it } from 'vitest';
import type { LabelFilter, RangeAggregation, Stage } from './ast.js';
import { parse, parseLog, parseSelector, parseSelectorOrAll } from './parser.js';

const stagesOf = (text: string): readonly Stage[] => parseLog(`{a="b"} ${text}`).stages;
const rangeOf = (query: string) => (parse(query) as RangeAggregation).range;

describe('parse of a stream selector', () => {
  it('reads every operator and both kinds of strings', () => {
    const { matchers } = parseLog('{ app="a\\n", env != `prod`, pod=~"x.+" , host!~"y" }');
    expect(matchers.map(({ name, op, value }) => name + op + value)).toEqual([
      'app=a\n',
      'env!=prod',
      'pod=~x.+',
      'host!~y',
    ]);
  });

  it.each(['({a="b"})', '(({a="b"}))', '{a="b"} # all of them', '\n{a="b"}\n', '{ip="b", rate="c"}'])(
    'reads %s',
    (query) => {
      expect(parseLog(query).stages).toEqual([]);
    },
  );

  it('lets some calls ask with conditions that match everything', () => {
    expect(parseSelectorOrAll('{}')).toEqual([]);
    expect(() => parseSelectorOrAll('{a!="b"}')).toThrow('queries require at least one');
    expect(() => parseSelector('{}')).toThrow('parse error : queries require at least one');
    expect(() => parseSelectorOrAll('{a=~"("}')).toThrow('parse error : error parsing regexp: missing closing ): `(`');
    expect(() => parseSelectorOrAll('{a="b"} |= "x"')).toThrow('only label matchers are supported');
    expect(() => parseLog('rate({a="b"}[1m])')).toThrow('only log selector is supported');
  });
});

describe('parse of stages', () => {
  it.each<[string, Stage[]]>([
    ['|= "x"', [lineFilter('|=', 'x')]],
    ['!~ "x" or `y`', [lineFilter('!~', 'x', 'y')]],
    ['|> "<_>" !> "a"', [lineFilter('|>', '<_>'), lineFilter('!>', 'a')]],
    [
      '!= ip("::1") or "x"',
      [
        {
          kind: 'line-filter',
          op: '!=',
          alternatives: [
            { value: '::1', isIp: true },
            { value: 'x', isIp: false },
          ],
        },
      ],
    ],
    ['| json', [{ kind: 'json', expressions: [] }]],
    [
      '| JSON a="b[0]", c',
      [
        {
          kind: 'json',
          expressions: [
            { name: 'a', path: 'b[0]' },
            { name: 'c', path: 'c' },
          ],
        },
      ],
    ],
    ['| logfmt', [{ kind: 'logfmt', strict: false, keepEmpty: false, expressions: [] }]],
    [
      '| logfmt --keep-empty --strict a',
      [{ kind: 'logfmt', strict: true, keepEmpty: true, expressions: [{ name: 'a', path: 'a' }] }],
    ],
    [
      '| pattern "<a>" | regexp "(?P<a>b)"',
      [
        { kind: 'pattern', pattern: '<a>' },
        { kind: 'regexp', pattern: '(?P<a>b)' },
      ],
    ],
    ['| unpack | decolorize', [{ kind: 'unpack' }, { kind: 'decolorize' }]],
    ['| line_format "{{.a}}"', [{ kind: 'line-format', template: '{{.a}}' }]],
    [
      '| label_format a=b, c="{{.d}}"',
      [
        {
          kind: 'label-format',
          formats: [
            { name: 'a', source: 'b' },
            { name: 'c', template: '{{.d}}' },
          ],
        },
      ],
    ],
    [
      '| drop a, b="c" | keep d!~"e"',
      [
        { kind: 'drop', items: [{ name: 'a' }, { matcher: { name: 'b', op: '=', value: 'c' } }] },
        { kind: 'keep', items: [{ matcher: { name: 'd', op: '!~', value: 'e' } }] },
      ],
    ],
  ])('%s', (text, stages) => {
    expect(stagesOf(text)).toEqual(stages);
  });

  it('reads a pipeline behind a selector in parentheses', () => {
    expect(parseLog('({a="b"}) |= "x"').stages).toEqual([lineFilter('|=', 'x')]);
  });
});

function lineFilter(op: '|=' | '!=' | '|~' | '!~' | '|>' | '!>', ...values: string[]): Stage {
  return { kind: 'line-filter', op, alternatives: values.map((value) => ({ value, isIp: false })) };
}

describe('parse of a label filter', () => {
  it.each([
    ['a="x"', 'a="x"'],
    ['a>1 and b<2 or c=3', '((a>1 and b<2) or c==3)'],
    ['a>1 or b<2 and c=3', '(a>1 or (b<2 and c==3))'],
    ['(a>1 or b<2) and c=3', '((a>1 or b<2) and c==3)'],
    // A comma takes all that follows as its right side.
    ['a=1 or b=2, c=3 or d=4', '(a==1 or (b==2 and (c==3 or d==4)))'],
    ['a=1 b=2 or c=3', '(a==1 and (b==2 or c==3))'],
    ['a=-1.5', 'a==-1.5'],
    ['a=+1e3', 'a==1000'],
    ['a>=.5', 'a>=0.5'],
    ['a<1_000', 'a<1000'],
    ['a>1m30s', 'a>90000000000ns'],
    ['a>-1.5ms', 'a>-1500000ns'],
    ['a>1d', 'a>86400000000000ns'],
    ['a!=100us', 'a!=100000ns'],
    ['a<=1KB', 'a<=1000B'],
    ['a==1.5KiB', 'a==1536B'],
    ['a>5b', 'a>5B'],
    ['a>1GB', 'a>1000000000B'],
    ['a!=ip("::1")', 'a!=ip("::1")'],
    ['duration > 1s and bytes > 1 and ip = "x"', '((duration>1000000000ns and bytes>1) and ip="x")'],
  ])('%s', (text, expected) => {
    const [stage] = stagesOf(`| ${text}`);
    expect(stage?.kind === 'label-filter' && shape(stage.filter)).toBe(expected);
  });
});

function shape(filter: LabelFilter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${shape(filter.left)} ${filter.kind} ${shape(filter.right)})`;
    case 'text':
      return `${filter.matcher.name}${filter.matcher.op}${JSON.stringify(filter.matcher.value)}`;
    case 'ip':
      return `${filter.name}${filter.op}ip(${JSON.stringify(filter.value)})`;
    default:
      return `${filter.name}${filter.op}${filter.value}${{ number: '', duration: 'ns', bytes: 'B' }[filter.kind]}`;
  }
}

describe('parse of a range', () => {
  it.each([
    'rate({a="b"} |= "x" [2m])',
    'rate({a="b"}[2m] |= "x")',
    'rate(({a="b"} |= "x")[2m])',
    'rate(({a="b"} |= "x" [2m]))',
    'rate((({a="b"}))[2m] |= "x")',
  ])('%s', (query) => {
    expect(rangeOf(query)).toMatchObject({ rangeMs: 120_000, offsetMs: 0, log: { stages: [lineFilter('|=', 'x')] } });
  });

  it.each([
    ['rate({a="b"}[1d12h])', 129_600_000, 0],
    ['rate({a="b"}[0s])', 0, 0],
    ['rate({a="b"}[5m] offset 1h30m)', 300_000, 5_400_000],
    ['rate({a="b"} | json [5m] offset -1m)', 300_000, -60_000],
    ['rate({a="b"}[5m] offset 1m | json)', 300_000, 60_000],
  ])('%s', (query, rangeMs, offsetMs) => {
    expect(rangeOf(query)).toMatchObject({ rangeMs, offsetMs });
  });

  it.each([
    ['sum_over_time({a="b"} | unwrap x [5m])', 'x', undefined, 0],
    ['sum_over_time({a="b"} | logfmt | unwrap duration(x) | __error__="" | y>1 [5m])', 'x', 'duration', 2],
    ['sum_over_time({a="b"}[5m] | unwrap bytes(bytes))', 'bytes', 'bytes', 0],
    ['sum_over_time(({a="b"} | unwrap duration_seconds (x))[5m])', 'x', 'duration_seconds', 0],
  ])('%s', (query, label, conversion, filters) => {
    const { unwrap } = rangeOf(query);
    expect(unwrap).toMatchObject({ label, filters: { length: filters } });
    expect(unwrap?.conversion).toBe(conversion);
  });
});

const RATE = 'rate({a="b"}[1m])';

describe('parse of calculations', () => {
  it.each([
    [`sum(${RATE})`, { kind: 'vector-aggregation', op: 'sum' }],
    [`sum by (a, b) (${RATE})`, { grouping: { labels: ['a', 'b'], without: false } }],
    [`SUM(${RATE}) WITHOUT (a)`, { op: 'sum', grouping: { labels: ['a'], without: true } }],
    [`sum without () (${RATE})`, { grouping: { labels: [], without: true } }],
    [`topk by (rate) (5, ${RATE})`, { op: 'topk', parameter: 5, grouping: { labels: ['rate'] } }],
    [`approx_topk(5, ${RATE})`, { op: 'approx_topk', parameter: 5 }],
    ['quantile_over_time(0.5, {a="b"} | unwrap x [1m]) by (a)', { parameter: 0.5, grouping: { labels: ['a'] } }],
    ['vector(1)', { kind: 'vector-literal', value: 1 }],
    [
      `label_replace(${RATE}, "a", "$1", "b", "(.*)")`,
      { destination: 'a', replacement: '$1', source: 'b', regex: '(.*)' },
    ],
    [`${RATE} > bool 1`, { kind: 'binary', op: '>', returnBool: true }],
    [
      `${RATE} / on (a) group_left (b) ${RATE}`,
      { matching: { on: true, labels: ['a'], group: 'left', include: ['b'] } },
    ],
    [`${RATE} and ignoring (a) ${RATE}`, { matching: { on: false, labels: ['a'], include: [] } }],
    [`${RATE} + ${RATE} * 2`, { op: '+', right: { op: '*' } }],
    [`${RATE} ^ 2 ^ 3`, { op: '^', right: { value: 8 } }],
    [`${RATE} - 1 - 2`, { op: '-', left: { op: '-' } }],
    [`${RATE} or ${RATE} and ${RATE}`, { op: 'or', right: { op: 'and' } }],
    [`(${RATE} + 1) * 2`, { op: '*', left: { op: '+' } }],
  ])('%s', (query, node) => {
    expect(parse(query)).toMatchObject(node);
  });

  it.each([
    ['1 + 2 * 3', 7],
    ['2 ^ 3 ^ 2', 512],
    ['-7 % 3', -1],
    ['-2 ^ 2', 4],
    ['(1 + 2) * 3', 9],
    ['1 - -1', 2],
    ['1 / 0', Number.NaN],
    ['1 == 1', 1],
    ['2 > bool 3', 0],
    ['+1.5e3', 1500],
  ])('%s is folded', (query, value) => {
    expect(parse(query)).toEqual({ kind: 'number-literal', value });
  });
});
