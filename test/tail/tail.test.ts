import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushJson } from '../support/loki-receiver.js';
import { TestServer } from '../support/server.js';
import { post } from '../support/server-requests.js';
import { TailClient } from '../support/tail-client.js';

const FULL = process.env.QUARTET_TEST_FULL === '1';
const CLIENTS = 20;
const LINES_PER_SECOND = 1_000;
const SECONDS = FULL ? 60 : 3;
const PUSHES_PER_SECOND = 20;
const STREAMS = 5;
const NS_PER_MS = 1_000_000n;

let server: TestServer;
let loki: string;

beforeAll(async () => {
  server = await TestServer.start({ args: ['--loki-max-concurrent-tail-requests', String(CLIENTS)] });
  loki = `127.0.0.1:${server.port('loki')}`;
});

afterAll(() => server.remove());

const nowNs = (): bigint => BigInt(Date.now()) * NS_PER_MS;

async function push(stream: Record<string, string>, values: readonly (readonly [bigint, string])[]): Promise<void> {
  const body = pushJson(stream, ...values.map(([ns, line]) => [String(ns), line]));
  const { status, body: text } = await post(server, 'lokiJson', Buffer.from(body));
  expect(`${status} ${text}`).toBe('204 ');
}

const open = (query: string, parameters: Record<string, string> = {}, headers = {}): Promise<TailClient> =>
  TailClient.open(loki, { query, ...parameters }, headers);

/** What was found, for docs/reliability.md. */
const report = (text: string): boolean => process.stdout.write(`${text}\n`);

/** Entries that came behind one that is newer. */
const outOfOrder = ({ entries }: TailClient): number =>
  entries.filter(({ ns }, i) => i > 0 && entries[i - 1]!.ns > ns).length;

describe(`${LINES_PER_SECOND} lines a second for ${SECONDS} s`, () => {
  it(`reach ${CLIENTS} clients, each once and in order`, { timeout: (SECONDS + 60) * 1_000 }, async () => {
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => open('{job="load"}')));
    const acknowledged = new Map<string, number>();
    const latencies: number[] = [];
    clients[0]!.socket.on('message', () => {
      const { entries } = clients[0]!;
      for (let i = latencies.length; i < entries.length; i++) {
        latencies.push(performance.now() - (acknowledged.get(entries[i]!.line) ?? performance.now()));
      }
    });

    const perPush = LINES_PER_SECOND / PUSHES_PER_SECOND;
    const pushes: Promise<void>[] = [];
    const sent: string[] = [];
    const began = performance.now();
    for (let i = 0; i < SECONDS * PUSHES_PER_SECOND; i++) {
      await wait(Math.max(0, began + (i * 1000) / PUSHES_PER_SECOND - performance.now()));
      const now = nowNs();
      // Of every other push the times lie a little in the past: it comes out of order.
      const base = i % 2 === 0 ? now : now - 80n * NS_PER_MS;
      const lines = Array.from({ length: perPush }, (_, j) => `line ${sent.length + j}`);
      sent.push(...lines);
      const values = lines.map((line, j) => [base + BigInt(j), line] as const);
      const pushed = push({ job: 'load', stream: String(i % STREAMS) }, values).then(() => {
        for (const line of lines) acknowledged.set(line, performance.now());
      });
      pushes.push(pushed);
    }
    await Promise.all(pushes);
    await Promise.all(clients.map((client) => client.until(({ entries }) => entries.length >= sent.length)));

    const wanted = sent.toSorted();
    for (const client of clients) {
      expect(client.lines.toSorted()).toEqual(wanted);
      expect(client.dropped).toEqual([]);
    }
    const late = clients.reduce((sum, client) => sum + outOfOrder(client), 0);
    latencies.sort((a, b) => a - b);
    const at = (share: number) =>
      Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!);
    report(
      `tail: ${sent.length} lines to each of ${CLIENTS} clients, none lost, none twice, ${late} of ${sent.length * CLIENTS} behind a newer one; ` +
        `after the acknowledgement p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, last ${at(1)} ms`,
    );
    await Promise.all(clients.map((client) => client.close()));
  });

  it('of which a client that does not read for a while is told what it lost', async () => {
    const client = await open('{job="slow"}');
    client.socket.pause();
    const line = 'x'.repeat(10_000);
    const times: bigint[] = [];
    for (let i = 0; i < 20; i++) {
      const now = nowNs();
      const values = Array.from({ length: 200 }, (_, j) => [now + BigInt(j), `${i} ${j} ${line}`] as const);
      times.push(...values.map(([ns]) => ns));
      await push({ job: 'slow' }, values);
    }
    // What comes last shows that all before it was told.
    await push({ job: 'slow' }, [[nowNs() + NS_PER_MS, 'the last']]);
    client.socket.resume();
    await client.until(({ lines }) => lines.at(-1) === 'the last');
    const shown = client.entries.slice(0, -1).map(({ ns }) => ns);
    expect(client.dropped.length).toBeGreaterThan(0);
    expect([...shown, ...client.dropped].toSorted((a, b) => Number(a - b))).toEqual(times);
    report(
      `tail: a client that slept got ${shown.length} of ${times.length}, and was told of ${client.dropped.length}`,
    );
    await client.close();
  });
});

describe('a tail', () => {
  it('begins with the newest entries that are there, oldest first, and has none of them twice', async () => {
    const start = nowNs() - 60_000n * NS_PER_MS;
    await push(
      { job: 'past' },
      [1n, 2n, 3n, 4n].map((i) => [start + i * NS_PER_MS, `past ${i}`] as const),
    );
    const opening = open('{job="past"}', { limit: '3' });
    const pushing = push({ job: 'past' }, [[nowNs(), 'now']]);
    const [client] = await Promise.all([opening, pushing]);
    await push({ job: 'past' }, [[nowNs() + NS_PER_MS, 'later']]);
    await client.until(({ lines }) => lines.includes('later'));
    expect(client.lines.slice(-2)).toEqual(['now', 'later']);
    expect(client.lines.slice(0, -2)).toEqual(['past 1', 'past 2', 'past 3', 'past 4'].slice(6 - client.lines.length));
    const since = await open('{job="past"}', { start: String(start + 3n * NS_PER_MS) });
    await since.until(({ lines }) => lines.includes('later'));
    expect(since.lines).toEqual(['past 3', 'past 4', 'now', 'later']);
    await Promise.all([client.close(), since.close()]);
  });

  it('runs the whole pipeline', async () => {
    const query = '{job=~"pipe|none"} |= "GET" | json | status >= 400 | line_format "{{.status}} {{.path}}"';
    const client = await open(query);
    const now = nowNs();
    await push({ job: 'pipe' }, [
      [now, '{"method":"GET","status":200,"path":"/a"}'],
      [now + 1n, '{"method":"PUT","status":500,"path":"/b"}'],
      [now + 2n, '{"method":"GET","status":404,"path":"/c"}'],
    ]);
    await push({ job: 'other' }, [[now, '{"method":"GET","status":500,"path":"/d"}']]);
    await push({ job: 'pipe' }, [[now + 3n, '{"method":"GET","status":503,"path":"/e"}']]);
    await client.until(({ entries }) => entries.length >= 2);
    expect(client.lines).toEqual(['404 /c', '503 /e']);
    expect(client.entries[0]!.stream).toMatchObject({ job: 'pipe', method: 'GET', status: '404' });
    await client.close();
  });

  it('holds entries back for delay_for, so that late ones come in their place', async () => {
    const client = await open('{job="late"}', { delay_for: '1' });
    const now = nowNs();
    await push({ job: 'late' }, [[now, 'second']]);
    await wait(500);
    await push({ job: 'late' }, [[now - 400n * NS_PER_MS, 'first']]);
    await client.until(({ entries }) => entries.length >= 2);
    expect(client.lines).toEqual(['first', 'second']);
    await client.close();
  });

  it.each([
    [{ query: '{job="a"' }, '400 parse error at line 1, col 9: syntax error: unexpected $end, expecting } or ,'],
    [{ query: 'rate({job="a"}[1m])' }, '400 only log selector is supported'],
    [{ query: '{job="a"}', delay_for: '6' }, "400 delay_for can't be greater than 5"],
    [{ query: '{job="a"}', limit: '0' }, '400 limit must be a positive value'],
  ])('is refused before it begins: %o', async (parameters, message) => {
    await expect(TailClient.open(loki, parameters)).rejects.toThrow(message);
  });

  it('is refused to pages of other sites', async () => {
    await expect(open('{job="a"}', {}, { origin: 'https://example.org' })).rejects.toThrow('403 ');
    const own = await open('{job="a"}', {}, { origin: `http://${loki}` });
    await own.close();
  });
});

describe('hostile clients', () => {
  const ATTEMPTS = FULL ? 10_000 : 1_000;

  it(`${ATTEMPTS} attempts at once leave as many tails as are allowed, and a server that answers`, {
    timeout: 180_000,
  }, async () => {
    const opened: TailClient[] = [];
    const refused = new Set<string>();
    const attempt = () =>
      open('{job="many"}').then(
        (client) => void opened.push(client),
        (error: Error) => void refused.add(error.message),
      );
    for (let i = 0; i < ATTEMPTS; i += 500) await Promise.all(Array.from({ length: 500 }, attempt));
    expect(opened).toHaveLength(CLIENTS);
    expect([...refused]).toEqual([
      `400 max concurrent tail requests limit exceeded, count > limit (${CLIENTS + 1} > ${CLIENTS})`,
    ]);
    await Promise.all(opened.map((client) => client.close()));
    const next = await open('{job="many"}');
    await next.close();
  });

  it.each([
    ['a frame that is none', Buffer.from([0xff, 0xff, 0xff, 0xff]), 1002],
    ['a frame without mask', Buffer.from([0x81, 0x01, 0x61]), 1002],
    ['a frame that is too large', Buffer.from([0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4]), 1009],
  ])('%s ends the tail with its code', async (_, bytes, code) => {
    const client = await open('{job="broken"}');
    (client.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(bytes);
    expect((await client.closed).code).toBe(code);
  });

  it('a client that pings and never reads costs little', async () => {
    const client = await open('{job="ping"}');
    client.socket.pause();
    const rest = server.residentBytes;
    for (let i = 0; i < 50_000; i++) client.socket.ping(Buffer.alloc(100));
    await push({ job: 'ping' }, [[nowNs(), 'x']]);
    expect(server.residentBytes - rest).toBeLessThan(100 << 20);
    await client.close();
  });

  it('a regular expression that grows elsewhere, over long lines, holds nobody up', async () => {
    const client = await open('{job="regex"} |~ "(a*)*(a*)*(a|a)*(a?){50}a{50}b"');
    const line = 'a'.repeat(100_000);
    const now = nowNs();
    await push(
      { job: 'regex' },
      Array.from({ length: 5 }, (_, i) => [now + BigInt(i), line] as const),
    );
    const other = await open('{job="quick"}');
    await push({ job: 'quick' }, [[nowNs(), 'there']]);
    await other.until(({ lines }) => lines.includes('there'));
    await Promise.all([client.close(), other.close()]);
  });
});

it('SIGTERM says goodbye to who follows', async () => {
  const client = await open('{job="end"}');
  const { code } = await server.stop();
  expect(code).toBe(0);
  expect(await client.closed).toEqual({ code: 1001, reason: 'the server is shutting down' });
});
