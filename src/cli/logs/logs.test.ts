import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownEntry } from './entry.js';
import { FORMATS } from './formats.js';
import { askRange } from './loki-answer.js';
import { pages } from './pages.js';
import { timeOf, timeText } from './time.js';

/** Times of the entries that the server has; each has its place among those of its time as its line. */
let stored: number[] = [];
let asked: { headers: Record<string, unknown>; limits: string[] } = { headers: {}, limits: [] };
let refusal = '';

/** Answers as Loki does: `start` inclusive, `end` exclusive, grouped by stream. */
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const parameters = new URLSearchParams(body);
  const number = (name: string) => Number(parameters.get(name));
  asked = { headers: request.headers, limits: [...asked.limits, parameters.get('limit')!] };
  if (refusal !== '') {
    response.writeHead(400).end(`${refusal}\n`);
    return;
  }
  const values = stored
    .map((ns, i) => [String(ns), `line ${i}`] as const)
    .filter(([ns]) => Number(ns) >= number('start') && Number(ns) < number('end'));
  if (parameters.get('direction') === 'backward') values.reverse();
  const result = [{ stream: { app: 'a' }, values: values.slice(0, number('limit')) }];
  response.end(JSON.stringify({ status: 'success', data: { resultType: 'streams', result } }));
});
const loki = { url: '', tenant: 'team-a' };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  loki.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function read(direction: 'forward' | 'backward', limit: number): Promise<string[]> {
  asked = { headers: {}, limits: [] };
  const lines: string[] = [];
  const range = { query: '{app="a"}', start: 0n, end: 1_000_000n, direction, step: 1 };
  for await (const page of pages(loki, range, limit, new AbortController().signal)) {
    if (!('data' in page)) lines.push(...page.map(({ line }) => line));
  }
  return lines;
}

describe('pages', () => {
  const all = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`);

  it.each([
    ['times that differ', 2_500, 1],
    ['pages that end among equal times', 2_500, 7],
    ['times with more entries than a page', 2_500, 2_100],
  ])('read everything once: %s', async (_, count, equal) => {
    stored = Array.from({ length: count }, (__, i) => Math.floor(i / equal));
    expect(await read('forward', Number.POSITIVE_INFINITY)).toEqual(all(count));
    expect(await read('backward', Number.POSITIVE_INFINITY)).toEqual(all(count).reverse());
    expect(await read('backward', 1_234)).toEqual(all(count).reverse().slice(0, 1_234));
  });

  it('ask for no more than is wanted, for the tenant', async () => {
    stored = Array.from({ length: 50 }, (_, i) => i);
    expect(await read('backward', 2)).toEqual(['line 49', 'line 48']);
    expect(asked.limits).toEqual(['2']);
    expect(asked.headers['x-scope-orgid']).toBe('team-a');
  });

  it('end with a reason where one time has more entries than an answer may', async () => {
    stored = Array.from({ length: 6_000 }, () => 5);
    await expect(read('forward', Number.POSITIVE_INFINITY)).rejects.toThrow('over 5000 entries have the time 5');
  });
});

it("what the server refuses is told in its words, and what cannot be reached with the flag's name", async () => {
  refusal = 'parse error at line 1, col 9: syntax error';
  await expect(askRange(loki, { query: '{' })).rejects.toThrow(refusal);
  refusal = '';
  await expect(askRange({ ...loki, url: 'http://127.0.0.1:1' }, {})).rejects.toThrow(/cannot reach .*--url names/);
});

describe('formats', () => {
  const entry: ShownEntry = {
    ns: 1_795_176_000_123_456_789n,
    labels: { app: 'a', detected_level: 'error' },
    line: 'went\x1b[31m wrong\x1b[0m\x07',
  };
  const plain = { colored: false, isTerminal: false };

  it.each([
    ['default', plain, `2026-11-20T12:00:00.123Z {app="a", detected_level="error"} ${entry.line}`],
    ['raw', plain, entry.line],
    [
      'json',
      plain,
      JSON.stringify({ labels: entry.labels, line: entry.line, timestamp: '2026-11-20T12:00:00.123456789Z' }),
    ],
    [
      'default',
      { colored: false, isTerminal: true },
      '2026-11-20T12:00:00.123Z {app="a", detected_level="error"} went\x1b[31m wrong\x1b[0m\\x07\x1b[0m',
    ],
    [
      'default',
      { colored: true, isTerminal: false },
      `\x1b[2m2026-11-20T12:00:00.123Z\x1b[22m \x1b[36m{app="a", detected_level="error"}\x1b[39m \x1b[31m${entry.line}\x1b[39m`,
    ],
  ] as const)('%s %o', (name, options, expected) => {
    expect(FORMATS[name](options)(entry)).toBe(expected);
  });
});

describe('times', () => {
  it.each([
    ['1795176000', '2026-11-20T12:00:00.000000000Z'],
    ['1795176000123456789', '2026-11-20T12:00:00.123456789Z'],
    ['2026-11-20T12:00:00.5Z', '2026-11-20T12:00:00.500000000Z'],
    ['2026-11-20T13:00+01:00', '2026-11-20T12:00:00.000000000Z'],
    ['2026-11-20 12:00:00', '2026-11-20T12:00:00.000000000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000000000Z'],
  ])('%s', (text, expected) => {
    expect(timeText(timeOf('--from', text), 9)).toBe(expected);
  });

  it.each(['', 'now', '12:00', '-1', '2026-13-01'])('%j is none', (text) => {
    expect(() => timeOf('--from', text)).toThrow(/^--from .* is neither/);
  });
});
