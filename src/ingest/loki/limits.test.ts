import { describe, expect, it } from 'vitest';
import { pushJson as push, startLoki } from '../../../test/support/loki-receiver.js';

const NOW = 1_800_000_000_000;
const NS = BigInt(NOW) * 1_000_000n;

describe('limits', () => {
  const time = `${NS}`;

  it('long lines are refused and the rest is stored, or they are cut', async () => {
    const body = push({ a: 'b' }, [time, 'x'.repeat(11)], [time, 'short']);
    const server = await startLoki({ maxLineSize: 10 });
    expect(await server.post(body)).toEqual({
      status: 400,
      text: `max entry size '10' bytes exceeded for stream '{a="b", service_name="unknown_service"}' while adding an entry with length '11' bytes\n`,
    });
    expect(server.lines()).toEqual(['short']);
    expect(server.refused).toEqual([{ dialect: 'loki', items: 1, reason: 'line_too_long' }]);
    const cutting = await startLoki({ maxLineSize: 10, maxLineSizeTruncate: true });
    expect((await cutting.post(body)).status).toBe(204);
    expect(cutting.lines()).toEqual(['x'.repeat(10), 'short']);
  });

  it('old and future entries are refused; equal messages are counted', async () => {
    const server = await startLoki();
    const old = `${NS - 8n * 86_400_000_000_000n}`;
    const answer = await server.post(
      push({ a: 'b' }, [old, '1'], [old, '2'], [`${NS + 11n * 60_000_000_000n}`, '3'], [time, '4']),
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(
      `2 errors like: entry for stream '{a="b", service_name="unknown_service"}' has timestamp too old: 2027-01-07T08:00:00Z, oldest acceptable timestamp is: 2027-01-08T08:00:00Z; entry for stream '{a="b", service_name="unknown_service"}' has timestamp too new: 2027-01-15T08:11:00Z\n`,
    );
    expect(server.lines()).toEqual(['4']);
  });

  it('any age is taken if so set, but not 1970 and before', async () => {
    const server = await startLoki({ rejectOldSamples: false });
    expect((await server.post(push({ a: 'b' }, ['1', 'x']))).status).toBe(204);
    for (const ns of ['0', '-5']) {
      expect(await server.post(push({ a: 'b' }, [ns, 'x']))).toEqual({
        status: 500,
        text: 'rpc error: code = Unknown desc = failed to create stream: no schema config found for time 0\n',
      });
    }
  });

  it.each([
    [
      { maxLabelNamesPerSeries: 1 },
      `entry for stream '{a="1", b="22", service_name="unknown_service"}' has 2 label names; limit 1`,
    ],
    [
      { maxLabelNameLength: 0 },
      `stream '{a="1", b="22", service_name="unknown_service"}' has label name too long: 'a'`,
    ],
    [
      { maxLabelValueLength: 1 },
      `stream '{a="1", b="22", service_name="unknown_service"}' has label value too long: '22'`,
    ],
    [{ allowStructuredMetadata: false }, /includes structured metadata, but this feature is disallowed/],
    [{ maxStructuredMetadataSize: 4 }, /has structured metadata too large: '5' bytes, limit: '4' bytes/],
    [{ maxStructuredMetadataEntriesCount: 1 }, /has too many structured metadata labels: '2', limit: '1'/],
  ])('%j', async (limits, text) => {
    const server = await startLoki(limits);
    const answer = await server.post(
      push({ a: '1', b: '22' }, [
        time,
        'x',
        { k: '12', m: '', ...('maxStructuredMetadataSize' in limits ? { m: '3' } : {}) },
      ]),
    );
    expect(answer.status).toBe(400);
    if (typeof text === 'string') expect(answer.text).toBe(`${text}\n`);
    else expect(answer.text).toMatch(text);
    expect(server.rows()).toEqual([]);
  });

  it('labels of 1 MB make an error that is not as long', async () => {
    const server = await startLoki();
    for (const labels of [{ a: 'x'.repeat(1 << 20) }, { ['a'.repeat(1 << 20)]: 'x' }]) {
      const answer = await server.post(push(labels, [time, 'x']));
      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThan(20_000);
    }
  });

  it('rates: of the tenant nothing is stored, of a stream the others are; 429 with Retry-After', async () => {
    const tenant = await startLoki({ ingestionRate: 10, ingestionBurstSize: 20 });
    const answer = await tenant.post(push({ a: 'b' }, [time, 'x'.repeat(30)]));
    expect(answer).toMatchObject({
      status: 429,
      text: expect.stringContaining('ingestion rate limit exceeded for user default (limit: 10 bytes/sec)'),
    });
    expect(tenant.rows()).toEqual([]);
    const stream = await startLoki({ perStreamRateLimit: 10, perStreamRateLimitBurst: 150 });
    const streams = ['small', 'large'].map((name) => ({
      stream: { name },
      values: [[time, name === 'small' ? 's' : 'x'.repeat(200)]],
    }));
    expect(await stream.post(JSON.stringify({ streams }))).toMatchObject({
      status: 429,
      text: expect.stringContaining('Per stream rate limit exceeded'),
    });
    expect(stream.lines()).toEqual(['s']);
  });

  it('times can be moved apart', async () => {
    const server = await startLoki({ incrementDuplicateTimestamp: true });
    await server.post(push({ a: 'b' }, [time, '1'], [time, '2'], [time, '3'], [`${NS + 7n}`, '4']));
    expect(server.rows().map(({ ns }) => ns - NS)).toEqual([0n, 1n, 2n, 7n]);
  });
});

describe('levels', () => {
  it.each([
    [{ level: 'debug' }, 'error', { level: 'info' }, 'debug'],
    [{}, 'error', { level: 'WARNING' }, 'warn'],
    [{}, 'error', { severity_number: '9' }, 'info'],
    [{}, 'error', { severity_number: '9', severity_text: 'FATAL' }, 'fatal'],
    [{}, 'error', { severity_number: 'WARN' }, 'info'],
    [{}, 'error', { severity_number: '' }, 'error'],
    [{ level: 'debug' }, 'error', { detected_level: 'weird' }, 'weird'],
    [{}, 'an error', {}, 'error'],
    [{ level: 'custom' }, '', {}, 'custom'],
  ])('labels %j, line %j, metadata %j: %s', async (labels, line, metadata, level) => {
    const server = await startLoki();
    await server.post(push({ a: 'b', ...labels }, [`${NS}`, line, metadata]));
    expect(server.rows()[0]!.level).toBe(level);
    expect(server.rows()[0]!.metadata).not.toHaveProperty('detected_level');
  });

  it('are left alone if so set', async () => {
    const server = await startLoki({ discoverLogLevels: false });
    await server.post(push({ a: 'b' }, [`${NS}`, 'error']));
    expect(server.rows()[0]!.level).toBe('');
  });

  it('only so many streams may be written to at once', async () => {
    const server = await startLoki({ maxGlobalStreamsPerUser: 2, maxStreamsPerUser: 3 });
    for (const a of ['1', '2', '1']) expect((await server.post(push({ a }, [`${NS}`, `of ${a}`]))).status).toBe(204);
    expect(await server.post(push({ a: '3' }, [`${NS}`, 'of 3']))).toEqual({
      status: 429,
      text: `maximum active stream limit exceeded when trying to create stream {a="3", service_name="unknown_service"}, reduce the number of active streams (reduce labels or reduce label values), or contact your Loki administrator to see if the limit can be increased, user: 'default'\n`,
    });
    expect(server.refused).toEqual([{ dialect: 'loki', items: 1, reason: 'stream_limit' }]);
    expect(server.lines()).toEqual(['of 1', 'of 2']);
  });
});
