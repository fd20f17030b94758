import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StoredSpan } from '../../src/model/stored-span.js';
import { tracesBody } from '../support/otlp-traces.js';
import { TestServer } from '../support/server.js';
import { type Answer, getJson, post, send } from '../support/server-requests.js';
import { storedSpan } from '../support/stored-spans.js';

/** Traces and queries that are made to cost more than they should: right answers or clear refusals, and small ones beside them. */

const MIB = 1 << 20;
/** What resident memory may grow by: V8 gives back late what the largest answers took, and the engine fills its caches. */
const MAX_GROWTH = 1_500 * MIB;
const MS = 1_000_000n;
const FULL = process.env.QUARTET_TEST_FULL === '1';
const HUGE_TRACE = FULL ? 100_000 : 20_000;

const start = (BigInt(Date.now()) / 1000n) * 1_000_000_000n - 600_000_000_000n;
const range = { start: String(start / 1_000_000_000n - 60n), end: String(start / 1_000_000_000n + 600n) };

// Waits as long as a busy machine may take.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let server: TestServer;
let restBytes: number;

const sketch = (trace: string, i: number, parent: number, fields: Partial<StoredSpan> = {}): StoredSpan => ({
  ...storedSpan({
    id: i.toString(16),
    parent: parent.toString(16),
    trace,
    name: `s${i}`,
    start: start + BigInt(i) * MS,
  }),
  ...fields,
});

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const CHAIN = 1_000;
const TRACES: Readonly<Record<string, () => StoredSpan[]>> = {
  circle: () => [sketch('c1', 1, 2), sketch('c1', 2, 3), sketch('c1', 3, 1), sketch('c1', 4, 4)],
  rootless: () => [sketch('c2', 1, 77), sketch('c2', 2, 1)],
  shared: () => [sketch('c3', 1, 0), ...many(200, (i) => sketch('c3', 2, i % 2 === 0 ? 1 : 2, { name: `twin${i}` }))],
  chain: () => many(CHAIN, (i) => sketch('c4', i + 1, i)),
  wide: () => [sketch('c5', 1, 0, { attributes: many(10_000, (i) => [`key${i}`, `svalue${i}`]).flat() })],
  long: () => [sketch('c6', 1, 0, { attributes: ['text', `s${'a'.repeat(100_000)}`] })],
};

beforeAll(async () => {
  server = await TestServer.start();
  for (const make of Object.values(TRACES)) await sent(make());
  await expectSmall();
  restBytes = server.residentBytes;
});

afterAll(() => server.remove());

afterEach(() => {
  expect(server.isAlive, server.process.stderr.slice(-2000)).toBe(true);
});

async function sent(spans: readonly StoredSpan[]): Promise<void> {
  const { status, body } = await post(server, 'otlpTraces', tracesBody(spans));
  expect(status, String(body)).toBe(200);
}

interface Question {
  readonly q: string;
  readonly path?: string;
  readonly [parameter: string]: string | undefined;
}

/** By POST where no URL may be as long. */
function ask({ path = '/api/search', ...parameters }: Question): Promise<Answer> {
  const body = new URLSearchParams({ ...range, ...(parameters as Record<string, string>) }).toString();
  return send(server.url('tempo', path), Buffer.from(body), { 'content-type': 'application/x-www-form-urlencoded' });
}

async function expectSmall(): Promise<void> {
  const answer = await ask({ q: of('c2', '{ TRACE }') });
  expect(answer.status, String(answer.body)).toBe(200);
}

/** The spans that a search found in a trace. */
async function matched(q: string): Promise<number> {
  const answer = await ask({ q });
  expect(answer.status, String(answer.body.subarray(0, 500))).toBe(200);
  const { traces } = JSON.parse(String(answer.body)) as { traces: { spanSets: { matched: number }[] }[] };
  return traces.flatMap(({ spanSets }) => spanSets).reduce((sum, one) => sum + one.matched, 0);
}

const of = (trace: string, query: string): string =>
  query.replaceAll('TRACE', `trace:id = "${trace.padStart(32, '0')}"`);

describe('traces that are no trees', () => {
  it.each([
    ['parents in a circle', 'c1', '{ TRACE } > { TRACE }', 0],
    ['parents in a circle, all of them', 'c1', '{ TRACE }', 4],
    ['no root', 'c2', '{ TRACE } >> { TRACE }', 0],
    ['ids that come twice', 'c3', '{ TRACE }', 201],
    ['a long chain', 'c4', '{ TRACE && name = "s1" } >> { TRACE }', CHAIN - 1],
    ['the ancestors of its end', 'c4', `{ TRACE && name = "s${CHAIN}" } << { TRACE }`, CHAIN - 1],
    ['10,000 attributes', 'c5', '{ TRACE && span.key9999 = "value9999" }', 1],
    ['a long value', 'c6', '{ TRACE && span.text =~ "(a+)+" }', 1],
    ['a long value that does not match', 'c6', '{ TRACE && span.text =~ "(a|aa)+b" }', 0],
  ])('%s', async (_, trace, query, count) => {
    expect(await matched(of(trace, query))).toBe(count);
    const whole = await getJson<{ trace: { resourceSpans: unknown[] } }>(
      server.url('tempo', `/api/v2/traces/${trace}`),
    );
    expect(whole.trace.resourceSpans.length).toBeGreaterThan(0);
  });
});

describe('a huge trace', () => {
  it('is searched and measured', async () => {
    const batch = 5_000;
    for (let first = 0; first < HUGE_TRACE; first += batch)
      await sent(
        many(batch, (i) => {
          const at = first + i;
          return sketch('d1', at + 1, at === 0 ? 0 : Math.floor((at - 1) / 10) + 1, {
            startNs: start + BigInt(at) * 1000n,
            attributes: ['n', `i${at}`],
          });
        }),
      );
    const searched = matched(of('d1', '{ TRACE } > { TRACE }'));
    await expectSmall();
    expect(await searched).toBe(HUGE_TRACE - 1);
    expect(await matched(of('d1', `{ TRACE && span.n = ${HUGE_TRACE - 1} } << { TRACE }`))).toBeGreaterThan(3);
    const answer = await ask({
      q: of('d1', '{ TRACE } ~ { TRACE } | count_over_time()'),
      path: '/api/metrics/query_range',
      step: '1m',
    });
    expect([200, 400, 413, 422, 429], String(answer.body.subarray(0, 300))).toContain(answer.status);
  });
});

const joined = (count: number, text: (i: number) => string, by: string): string => many(count, text).join(by);
const METRICS = '/api/metrics/query_range';

describe('queries', () => {
  it.each<[name: string, question: Question, refused?: string]>([
    ['1 MB of query', { q: `{ name = "${'x'.repeat(MIB - 100)}" }` }, 'too long'],
    ['100 parentheses', { q: `${'('.repeat(100)}{ name = "s1" }${')'.repeat(100)}` }],
    ['60,000 parentheses', { q: `${'('.repeat(60_000)}{ }${')'.repeat(60_000)}` }, ''],
    ['60,000 parentheses of a filter', { q: `{ ${'('.repeat(60_000)}true${')'.repeat(60_000)} }` }, ''],
    ['60,000 that are not closed', { q: '('.repeat(60_000) }, ''],
    ['60,000 negations', { q: `{ ${'!'.repeat(60_000)}true }` }],
    ['60,000 signs', { q: `{ span.n = ${'-'.repeat(60_000)}1 }` }],
    ['10,000 conditions with &&', { q: `{ ${joined(9_000, () => '.a = 1', ' && ')} }` }],
    ['10,000 conditions with ||', { q: `{ ${joined(9_000, (i) => `.a=${i}`, '||')} }` }],
    ['3,000 attributes', { q: `{ ${joined(3_000, (i) => `.a${i}="x"`, '||')} }` }],
    ['5,000 spansets', { q: joined(5_000, () => '{ .a = 1 }', ' || ') }],
    ['5,000 structures', { q: joined(5_000, () => '{ }', ' >> ') }],
    ['5,000 stages', { q: joined(5_000, () => '{ }', ' | ') }],
    ['5,000 groups', { q: `{ } ${'| by(name) '.repeat(5_000)}` }],
    ['5,000 powers', { q: `{ span.n = ${joined(5_000, () => '9', '^')} }` }],
    ['5,000 selected', { q: `{ } | select(${joined(5_000, (i) => `.a${i}`, ',')})` }],
    ['5,000 labels', { path: METRICS, step: '1m', q: `{ } | rate() by (${joined(5_000, (i) => `.a${i}`, ',')})` }],
    ['2,000 quantiles', { path: METRICS, step: '1m', q: `{ } | quantile_over_time(duration${',.5'.repeat(2_000)})` }],
    ['an integer divided by 0', { q: '{ 1 / span.n > 0 }' }],
    ['the greatest limit', { q: '{ }', limit: '262144' }],
    ['beyond the greatest limit', { q: '{ }', limit: '262145' }, 'limit'],
    ['a step of 1 ns', { path: METRICS, step: '1ns', q: '{ } | rate()' }, 'step'],
    ['a step of nothing', { path: METRICS, step: '0', q: '{ } | rate()' }, 'step'],
    ['topk of many', { path: METRICS, step: '1m', q: '{ } | rate() by (name) | topk(9007199254740993)' }],
    ['a series of each span', { path: METRICS, step: '1s', q: '{ } | rate() by (span:id)' }],
    ['compare of everything', { path: METRICS, step: '1m', q: '{ } | compare({ name = "s1" }, 1000)' }],
    ['five structures of all', { q: '{ } >> { } >> { } >> { } >> { }' }],
  ])('%s', async (_, question, refused) => {
    const [answer] = await Promise.all([ask(question), expectSmall()]);
    const text = String(answer.body.subarray(0, 1000));
    if (refused === undefined) expect([200, 400, 413, 422, 429, 500, 503, 504], text).toContain(answer.status);
    else {
      expect(answer.status, text).toBeGreaterThanOrEqual(400);
      expect(answer.status, text).toBeLessThan(500);
      expect(text).toContain(refused);
    }
    // Nothing of ours shows through: no stack, no name of a JavaScript error.
    expect(text).not.toMatch(/RangeError|TypeError|Maximum call stack|\bat .*\.js:|DB::Exception/);
    await expectSmall();
  });

  it.each([
    '(a+)+$',
    '(a*)*b',
    '(.*a){20}b',
    '(a?){50}a{50}b',
    '((a{0,100}){0,100}){0,100}b',
    '(?i)(x+x+)+y',
    'a{1000}{1000}',
    `${'('.repeat(2_000)}a${')'.repeat(2_000)}`,
    '[^a]{900}[^b]{900}[^c]{900}',
  ])('the regular expression %s', async (pattern) => {
    for (const field of ['name', 'span.text', 'resource.service.name', 'event.x']) {
      const [answer] = await Promise.all([ask({ q: `{ ${field} =~ ${JSON.stringify(pattern)} }` }), expectSmall()]);
      expect([200, 400], String(answer.body.subarray(0, 300))).toContain(answer.status);
    }
  });
});

describe('after all of it', () => {
  it('memory has stayed flat', () => {
    const [rest, grown] = [restBytes, server.residentBytes - restBytes].map((bytes) => Math.round(bytes / MIB));
    process.stdout.write(`hostile traces: resident memory ${rest} MiB at first, ${grown} MiB more at last\n`);
    expect(server.residentBytes).toBeLessThan(restBytes + MAX_GROWTH);
  });
});
