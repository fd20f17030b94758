import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { pushSnappy } from '../support/loki-messages.js';
import { TestServer } from '../support/server.js';
import { type Answer, post, send } from '../support/server-requests.js';

/** Queries that are made to cost more than they should: each is answered or refused, and a small one beside it answered. */

const MIB = 1 << 20;
/** What resident memory may grow by: V8 gives back late what the largest answers took, and the engine fills its caches. */
const MAX_GROWTH = 1_500 * MIB;
const SECOND = 1_000_000_000n;
const FULL = process.env.QUARTET_TEST_FULL === '1';
const LINES = FULL ? 3_000 : 400;
const BATCH = 200;

const start = (BigInt(Date.now()) / 1000n) * SECOND - 3600n * SECOND;
const end = start + BigInt(LINES) * SECOND;

// Waits as long as a busy machine may take.
vi.setConfig({ testTimeout: 120_000 });

let server: TestServer;
let restBytes: number;

beforeAll(async () => {
  server = await TestServer.start();
  for (let first = 0; first < LINES; first += BATCH) {
    const entries = Array.from({ length: BATCH }, (_, i) => ({
      ns: start + BigInt(first + i) * SECOND,
      line: line(first + i),
    }));
    await post(server, 'lokiProtobuf', pushSnappy([{ labels: '{app="hostile"}', entries }]));
  }
  await expectSmall();
  restBytes = server.residentBytes;
});

afterAll(() => server.remove());

afterEach(() => {
  expect(server.isAlive, server.process.stderr.slice(-2000)).toBe(true);
});

/** One in 100 is of 100 KB, all of them one letter. */
const line = (i: number): string =>
  i % 100 === 0 ? `big=${'a'.repeat(100_000)}` : `{"n":${i},"s":"${'a'.repeat(40)}","o":{"p":[1,2]},"k${i}":"v${i}"}`;

interface Question {
  readonly path?: 'query' | 'query_range' | 'format_query' | 'index/volume' | 'series';
  readonly query: string;
  readonly step?: string;
  readonly limit?: string;
}

/** By POST, since no URL may be as long as some of them. */
function ask({ path = 'query_range', query, step = '60', limit = '100' }: Question): Promise<Answer> {
  const span = { start: String(start), end: String(end), step, limit, time: String(end) };
  const body = new URLSearchParams({ query, 'match[]': query, ...span }).toString();
  return send(server.url('loki', `/loki/api/v1/${path}`), Buffer.from(body), {
    'content-type': 'application/x-www-form-urlencoded',
  });
}

async function expectSmall(): Promise<void> {
  const answer = await ask({ path: 'query', query: 'sum(count_over_time({app="hostile"} |= "v17" [1h]))' });
  expect(answer.status, String(answer.body)).toBe(200);
}

/** `refused` texts are of status 4xx; without one the query may be answered or come to a limit. */
async function expectBounded(question: Question, refused?: string): Promise<void> {
  const [answer] = await Promise.all([ask(question), expectSmall(), expectSmall()]);
  const text = String(answer.body.subarray(0, 1000));
  if (refused === undefined) {
    expect([200, 400, 413, 422, 429, 503, 504], text).toContain(answer.status);
  } else {
    expect(answer.status, text).toBeGreaterThanOrEqual(400);
    expect(answer.status, text).toBeLessThan(500);
    expect(text).toContain(refused);
  }
  // Nothing of ours shows through: no stack, no name of a JavaScript error.
  expect(text).not.toMatch(/RangeError|TypeError|Maximum call stack|\bat .*\.js:/);
  await expectSmall();
}

const ALL = '{app="hostile"}';
const many = (count: number, text: (i: number) => string, by = ' '): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(by);
const format = (template: string): string => `${ALL} | line_format ${JSON.stringify(template)}`;
const nested = (count: number, open: string, inner: string, close: string): string =>
  open.repeat(count) + inner + close.repeat(count);
const COUNT = `count_over_time(${ALL}[1h])`;

describe('texts of queries', () => {
  it.each<[name: string, question: Question, refused?: string]>([
    ['1 MB of query', { query: `${ALL} |= "${'x'.repeat(MIB)}"` }, 'too long'],
    ['100 parentheses', { query: nested(100, '(', COUNT, ')') }],
    ['600 parentheses', { query: nested(600, '(', COUNT, ')') }, 'nested deeper'],
    ['100,000 parentheses', { query: nested(60_000, '(', COUNT, ')') }, 'nested deeper'],
    ['100,000 parentheses of a filter', { query: `${ALL} | ${nested(60_000, '(', 'n=1', ')')}` }, 'nested deeper'],
    ['100,000 parentheses that are not closed', { query: '('.repeat(100_000) }, 'nested deeper'],
    ['10,000 aggregations', { query: nested(10_000, 'sum(', COUNT, ')') }, 'nested deeper'],
    ['20,000 operators', { query: many(20_000, () => '1', '+') }],
    ['20,000 powers', { query: many(20_000, () => '1', '^') }],
    ['60,000 signs', { query: `1 ${'-'.repeat(60_000)} 1` }],
    ['1,000 vectors added', { query: many(1_000, () => 'vector(1)', '+') }],
    ['10,000 label filters', { query: `${ALL} | json ${many(10_000, (i) => `| a${i}=""`)}` }],
    ['10,000 label filters with or', { query: `${ALL} | json | ${many(8_000, (i) => `a${i}="x"`, ' or ')}` }],
    ['10,000 line filters', { query: `${ALL} ${many(10_000, (i) => `!= "z${i}"`)}` }],
    ['10,000 alternatives', { query: `${ALL} |= "z" ${many(10_000, (i) => `or "z${i}"`)}` }],
    ['10,000 matchers', { query: `{app="hostile", ${many(8_000, (i) => `l${i}!="x"`, ', ')}}` }],
    ['2,000 parsers', { query: `${ALL} ${many(2_000, () => '| json')}` }],
    [
      '10,000 labels of by()',
      { query: `sum by (${many(10_000, (i) => `l${i}`, ',')}) (count_over_time(${ALL} | json [1h]))` },
    ],
    ['10,000 expressions of json', { query: `${ALL} | json ${many(8_000, (i) => `a${i}="o.p[${i}]"`, ', ')}` }],
    ['5,000 labels dropped', { query: `${ALL} | json | drop ${many(10_000, (i) => `k${i}`, ', ')}` }],
    ['an expression of json that is deep', { query: `${ALL} | json x="${'a.'.repeat(30_000)}a"` }],
    ['an alternation of 10,000', { query: `${ALL} |~ "${many(10_000, (i) => `z${i}`, '|')}"` }],
    ['an alternation of 10,000 of a label', { query: `{app=~"hostile|${many(10_000, (i) => `z${i}`, '|')}"}` }],
    ['format_query of it', { path: 'format_query', query: nested(400, '(', COUNT, ')') }],
    ['format_query of 100,000 parentheses', { path: 'format_query', query: '('.repeat(100_000) }, 'nested deeper'],
    ['series of a deep selector', { path: 'series', query: '{'.repeat(100_000) }, 'syntax error'],
  ])('%s', (_, question, refused) => expectBounded(question, refused));
});

describe('regular expressions', () => {
  const PATTERNS = [
    '(a+)+$',
    '(a*)*b',
    '(a|aa)+$',
    '(.*a){20}b',
    '(a?){50}a{50}b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '((a{0,100}){0,100}){0,100}b',
    '(?i)(x+x+)+y',
    'a{1000}{1000}',
    '(a{1000}){1000}',
    `${'('.repeat(2_000)}a${')'.repeat(2_000)}`,
    `${'(a|'.repeat(900)}b${')'.repeat(900)}`,
    `(?:${'a?'.repeat(200)})${'a'.repeat(200)}`,
    `${'\\pL'.repeat(200)}`,
    '[^a]{900}[^b]{900}[^c]{900}',
  ];
  const USES: readonly ((text: string) => string)[] = [
    (text) => `${ALL} |~ ${text}`,
    (text) => `${ALL} | line_format "x{{__line__}}" !~ ${text}`,
    (text) => `${ALL} | regexp ${text.replace(/^"/, '"(?P<x>').replace(/"$/, ')"')}`,
    (text) => `${ALL} | logfmt | big=~${text}`,
    (text) => `{app=~${text}}`,
    (text) => format(`{{ regexReplaceAll ${text} __line__ "$0$0$0$0" }}`),
    (text) => `label_replace(${COUNT}, "x", "$1", "app", ${text})`,
  ];

  it.each(PATTERNS.map((pattern, i) => [pattern.slice(0, 40), pattern, i] as const))('%s', async (_, pattern, i) => {
    const uses = FULL ? USES : [USES[i % USES.length]!, USES[(i + 3) % USES.length]!];
    for (const use of uses) await expectBounded({ query: use(JSON.stringify(pattern)) });
  });
});

describe('templates', () => {
  const digits = '{{ $x := "0123456789" }}';
  const double = '{{ $x = print $x $x }}';
  it.each([
    ['range over a huge number', '{{ range 9000000000000000000 }}x{{ end }}'],
    ['range in range in range', '{{ range 1000000 }}{{ range 1000000 }}{{ range 1000000 }}{{ end }}{{ end }}{{ end }}'],
    ['repeat', '{{ repeat 2000000000 "x" }}'],
    ['repeat of repeat', '{{ repeat 100000 (repeat 100000 "x") }}'],
    ['repeat without end', '{{ repeat 9223372036854775807 "" }}'],
    ['indent', '{{ indent 2000000000 "a" }}'],
    ['indent of many lines', '{{ repeat 100000 "\\n" | indent 100000 }}'],
    ['alignLeft', '{{ alignLeft 2000000000 "a" }}'],
    ['alignRight', '{{ alignRight 2000000000 "a" }}'],
    ['printf width', '{{ printf "%2000000000d" 1 }}'],
    ['printf precision', '{{ printf "%.2000000000f" 1.0 }}'],
    ['printf star', '{{ printf "%*d" 999999999 1 }}'],
    ['many printf widths', `{{ printf "${'%999999d'.repeat(1_000)}" 1 }}`],
    ['a define that calls itself', '{{ define "T" }}{{ template "T" . }}{{ end }}{{ template "T" . }}'],
    [
      'two that call each other twice',
      '{{ define "A" }}{{ template "B" }}{{ template "B" }}{{ end }}{{ define "B" }}{{ template "A" }}{{ template "A" }}{{ end }}{{ template "A" }}',
    ],
    ['a text that doubles', digits + double.repeat(60)],
    ['a text that doubles in a range', `${digits}{{ range 100 }}${double}{{ end }}`],
    ['replace that grows', `{{ replace "" (repeat 1000 "x") (repeat 10000 "y") }}`],
    ['replacement that grows', `{{ regexReplaceAll "" (repeat 10000 "y") "${`$0${'x'.repeat(160)}`.repeat(10)}" }}`],
    ['a list in lists', `{{ fromJson "${'['.repeat(20_000)}${']'.repeat(20_000)}" }}`],
    ['escapes of escapes', `{{ __line__ ${'| urlencode '.repeat(200)}}}`],
    ['base64 of base64', `{{ __line__ ${'| b64enc '.repeat(200)}}}`],
    ['a product of many digits', `{{ $x := 1.1 }}{{ range 100000 }}{{ $x = mulf $x $x $x $x }}{{ end }}`],
    ['factors of many digits', `{{ mulf ${'1.23456789012345e300 '.repeat(2_000)} }}`],
    ['deep parentheses', `{{ ${nested(20_000, '(', '1', ')')} }}`],
    ['deep if', `${'{{ if true }}'.repeat(6_000)}x${'{{ end }}'.repeat(6_000)}`],
    ['many else if', `{{ if false }}${'{{ else if false }}'.repeat(5_000)}{{ end }}`],
    ['a long pipeline', `{{ "x" ${'| print '.repeat(10_000)}}}`],
    ['many variables', many(3_000, (i) => `{{ $v${i} := ${i} }}`, '')],
    ['a field of a field', `{{ .${'a.'.repeat(20_000)}a }}`],
    ['a comment without end', `{{/* ${'x'.repeat(50_000)}`],
    ['and of many', `{{ and ${'true '.repeat(20_000)} }}`],
    ['an integer of many digits', `{{ add 1 "${'9'.repeat(50_000)}" }}`],
    ['a zone with dots', '{{ toDateInZone "2006" "../../etc/passwd" "2024" }}'],
    ['a layout of layouts', `{{ date "${'2006 Monday '.repeat(5_000)}" __timestamp__ }}`],
    ['a regular expression per line', '{{ regexReplaceAll (print "(" __line__ ")+") __line__ "$1" }}'],
  ])('%s', async (_, template) => {
    await expectBounded({ query: format(template) });
    await expectBounded({
      query: `sum by (x) (count_over_time(${ALL} | label_format x=${JSON.stringify(template)} [1h]))`,
    });
  });

  const TOO_MUCH = 'would load too many';
  it.each<[name: string, query: string, refused?: string]>([
    ['lines that grow stage by stage', `${ALL} ${'| line_format "{{__line__}}{{__line__}}" '.repeat(40)}`],
    [
      'labels that grow stage by stage',
      `${ALL} | label_format x="y" ${'| label_format x="{{.x}}{{.x}}" '.repeat(40)}`,
      TOO_MUCH,
    ],
    [
      'labels of parsers in each other',
      `${ALL} | logfmt ${'| label_format x="{{ printf `%s%s` .big .big }}" | unpack '.repeat(300)}`,
    ],
    [
      'lines that grow in a metric query',
      `bytes_over_time(${ALL} ${'| line_format "{{__line__}}{{__line__}}" '.repeat(40)}[1h])`,
    ],
    [
      'labels of 4 MB',
      `sum by (x) (count_over_time(${ALL} | label_format x="{{ repeat 4000000 \\"x\\" }}{{__timestamp__}}" [1h]))`,
    ],
    ['lines of 4 MB', format('{{ repeat 4000000 "x" }}'), TOO_MUCH],
  ])('%s', (_, query, refused) => expectBounded({ query, limit: '5000' }, refused));
});

describe('answers', () => {
  it.each<[name: string, question: Question, refused?: string]>([
    ['a step of 1 ns', { query: `rate(${ALL}[1m])`, step: '0.000000001' }],
    ['a step of 1 ms', { query: `rate(${ALL}[1m])`, step: '0.001' }, 'exceeded maximum resolution'],
    ['a step of nothing', { query: `rate(${ALL}[1m])`, step: '0' }, 'step'],
    ['topk of 1e9', { query: `topk(1000000000, ${COUNT})` }],
    ['topk of 1e30', { query: `topk(1000000000000000000000000000000, ${COUNT})` }],
    ['approx_topk of 1e9', { query: `approx_topk(1000000000, ${COUNT})` }],
    ['a limit of 1e9', { query: ALL, limit: '1000000000' }, 'max entries limit'],
    ['a series of each line', { query: `count_over_time(${ALL} | json [1h])` }, 'pipeline error'],
    ['a series of each line, added up', { query: `sum(count_over_time(${ALL} | json [1h]))` }],
    [
      'label_replace of all to one',
      {
        query: `label_replace(sum by (n) (count_over_time(${ALL} | json | __error__="" | drop __error__ [1h])), "n", "$1", "n", "(.).*")`,
      },
    ],
    [
      'label_replace that grows',
      { query: `${'label_replace('.repeat(100)}${COUNT}${', "app", "$1$1", "app", "(.*)")'.repeat(100)}` },
    ],
    ['a huge range', { query: `count_over_time(${ALL}[300y])` }],
    ['a huge offset', { query: `count_over_time(${ALL}[1h] offset 290y)` }],
    ['quantiles of a huge number', { query: `quantile_over_time(1e308, ${ALL} | json | unwrap n [1h]) by (app)` }],
    ['volume of a bad selector', { path: 'index/volume', query: `{app=~"${'(a+)+'.repeat(500)}"}`, limit: '1000000' }],
  ])('%s', (_, question, refused) => expectBounded(question, refused));

  it('twenty heavy ones at once', async () => {
    const heavy = Array.from({ length: 20 }, () =>
      ask({
        query: `sum by (n) (count_over_time(${ALL} | json | line_format "{{ range 100 }}{{ repeat 100 .n }}{{ end }}" [1h]))`,
      }),
    );
    await expectSmall();
    for (const { status } of await Promise.all(heavy)) expect([200, 400, 422, 429, 503, 504]).toContain(status);
    await expectSmall();
  });
});

describe('after all of it', () => {
  it('memory has stayed flat', () => {
    const [rest, grown] = [restBytes, server.residentBytes - restBytes].map((bytes) => Math.round(bytes / MIB));
    process.stdout.write(`hostile LogQL: resident memory ${rest} MiB at first, ${grown} MiB more at last\n`);
    expect(server.residentBytes).toBeLessThan(restBytes + MAX_GROWTH);
  });
});
