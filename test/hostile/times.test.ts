import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushSnappy } from '../support/loki-messages.js';
import { exampleSpan, tracesBody } from '../support/otlp-traces.js';
import { compress, encodeV1 } from '../support/remote-write-messages.js';
import { TestServer } from '../support/server.js';
import { readLogs, readSamples, readTrace } from '../support/server-reads.js';
import { post } from '../support/server-requests.js';

const DAY_MS = 86_400_000;
const DAY_NS = BigInt(DAY_MS) * 1_000_000n;
/** 2026-01-01 */
const T0 = Date.UTC(2026, 0, 1);
const T0_NS = BigInt(T0) * 1_000_000n;
/** Each is a part on disk that is synced, so that the short run has 400 for samples alone. */
const DAYS = 400;
const OTHER_DAYS = process.env.QUARTET_TEST_FULL === '1' ? DAYS : 120;

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start({ args: ['--loki-reject-old-samples=false'] });
});

afterAll(() => server.remove());

const days = (count: number) => Array.from({ length: count }, (_, i) => -i);

const samplesBody = (name: string, times: readonly number[]) =>
  compress(encodeV1([{ labels: { __name__: name }, samples: times.map((timestamp, i) => ({ timestamp, value: i })) }]));

const logsBody = (app: string, times: readonly bigint[]) =>
  pushSnappy([{ labels: `{app="${app}"}`, entries: times.map((ns, i) => ({ ns, line: `line ${i}` })) }]);

const spansBody = (id: string, times: readonly bigint[]) =>
  tracesBody(
    times.map((startNs, i) => ({ ...exampleSpan(i), startNs, durationNs: 1n, traceId: Buffer.from(id, 'hex') })),
  );

const traceId = (digit: string) => digit.repeat(32);

describe('a body with rows of hundreds of days', () => {
  it('of samples', async () => {
    const times = days(DAYS).map((day) => T0 + day * DAY_MS);
    expect((await post(server, 'remoteWrite', samplesBody('many_days', times))).status).toBe(204);
    const [series] = await readSamples(server, 'many_days', times.at(-1)!, T0, DAY_MS);
    expect(series!.values).toHaveLength(DAYS);
  }, 90_000);

  it('of log entries', async () => {
    const times = days(OTHER_DAYS).map((day) => T0_NS + BigInt(day) * DAY_NS);
    expect((await post(server, 'lokiProtobuf', logsBody('many-days', times))).status).toBe(204);
    expect(await readLogs(server, '{app="many-days"}', times.at(-1)!, T0_NS + 1n)).toHaveLength(OTHER_DAYS);
  }, 90_000);

  it('of spans', async () => {
    const times = days(OTHER_DAYS).map((day) => T0_NS + BigInt(day) * DAY_NS);
    expect((await post(server, 'otlpTraces', spansBody(traceId('4'), times))).status).toBe(200);
    expect(await readTrace(server, traceId('4'))).toHaveLength(OTHER_DAYS);
  }, 90_000);
});

describe('a body with rows of 5,000 days is refused with the reason', () => {
  const reason = /the request has rows of \d+ days; send at most \d+/;

  it('of samples', async () => {
    const answer = await post(
      server,
      'remoteWrite',
      samplesBody(
        'too_many',
        days(5000).map((day) => T0 + day * DAY_MS),
      ),
    );
    expect([answer.status, String(answer.body)]).toEqual([400, expect.stringMatching(reason)]);
  });

  it('of log entries', async () => {
    const answer = await post(
      server,
      'lokiProtobuf',
      logsBody(
        'too-many',
        days(5000).map((day) => T0_NS + BigInt(day) * DAY_NS),
      ),
    );
    expect([answer.status, String(answer.body)]).toEqual([400, expect.stringMatching(reason)]);
  });

  it('of spans', async () => {
    const answer = await post(
      server,
      'otlpTraces',
      spansBody(
        traceId('5'),
        days(5000).map((day) => T0_NS + BigInt(day) * DAY_NS),
      ),
    );
    expect([answer.status, String(answer.body)]).toEqual([400, expect.stringMatching(reason)]);
  });
});

describe('the ends of time', () => {
  it('of samples: the first and last that are kept come back, others are refused', async () => {
    const first = Date.UTC(1900, 0, 1);
    const last = Date.UTC(2262, 3, 11) - 1;
    expect((await post(server, 'remoteWrite', samplesBody('ends', [first, -1, 0, last]))).status).toBe(204);
    for (const time of [first, -1, 0, last]) {
      const [series] = await readSamples(server, 'ends', time, time, 1000);
      expect(series?.values, String(time)).toHaveLength(1);
    }
    for (const time of [first - 1, last + 1, -(2 ** 53), 2 ** 53, Number.MIN_SAFE_INTEGER * 1000]) {
      const answer = await post(server, 'remoteWrite', samplesBody('beyond', [time]));
      expect([time, answer.status]).toEqual([time, 400]);
    }
  });

  it('of log entries', async () => {
    const last = BigInt(Date.UTC(2262, 3, 11) - 1) * 1_000_000n;
    const answer = await post(server, 'lokiProtobuf', logsBody('ends', [1n, 2n, last]));
    // What is still to come is refused by name; what is past is kept.
    expect([answer.status, String(answer.body)]).toEqual([400, expect.stringContaining('has timestamp too new')]);
    expect((await readLogs(server, '{app="ends"}', 0n, 10n)).map(({ ns }) => ns)).toEqual(['1', '2']);
  });

  it('of spans', async () => {
    const last = BigInt(Date.UTC(2262, 3, 11) - 1) * 1_000_000n;
    expect((await post(server, 'otlpTraces', spansBody(traceId('6'), [1n, last]))).status).toBe(200);
    expect((await readTrace(server, traceId('6'))).map(({ startTimeUnixNano }) => startTimeUnixNano)).toEqual([
      '1',
      String(last),
    ]);
    const answer = await post(server, 'otlpTraces', spansBody(traceId('7'), [2n ** 64n - 1n]));
    expect(answer.status).toBeLessThan(500);
    expect(server.isAlive).toBe(true);
  });
});
