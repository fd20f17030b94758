import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { FUZZ_CASES, mutate, seededRandom } from '../../../test/support/fuzz.js';
import { exemplarRows, histogramRows, sampleRows } from '../../../test/support/metric-rows.js';
import { testReceiver } from '../../../test/support/receiver-context.js';
import { compress, encodeV1, encodeV2, type SeriesMessage } from '../../../test/support/remote-write-messages.js';
import { QuartetError } from '../../model/errors.js';
import { RemoteWrite, remoteWriteReceiver } from './receiver.js';

const T = 1_795_168_800_000;
const V1 = 'application/x-protobuf';
const V2 = 'application/x-protobuf;proto=io.prometheus.write.v2.Request';
const MAX_BODY = 4 * 1024 * 1024;
const apps: FastifyInstance[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

async function open() {
  const { context, writer, accepted, refused } = testReceiver({
    maxBodyBytes: MAX_BODY,
    tenantOf: (headers) => String(headers['x-scope-orgid'] ?? 't'),
  });
  const app = Fastify();
  apps.push(app);
  app.register(remoteWriteReceiver(new RemoteWrite(context), context, ['/api/v1/write', '/api/v1/push']));
  await app.ready();
  const post = (payload: Buffer, headers: Record<string, string> = {}, url = '/api/v1/write') =>
    app.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': V1, 'content-encoding': 'snappy', ...headers },
    });
  return { app, post, writer, accepted, refused };
}

const up = (value: number, labels: Record<string, string> = {}): SeriesMessage => ({
  labels: { __name__: 'up', ...labels },
  samples: [{ value, timestamp: T }],
});
const written = (headers: Record<string, unknown>) =>
  ['samples', 'histograms', 'exemplars'].map((kind) => headers[`x-prometheus-remote-write-${kind}-written`]);

describe('remote write receiver', () => {
  it.each([
    { contentType: V1, encode: (series: SeriesMessage[]) => encodeV1(series), url: '/api/v1/write' },
    {
      contentType: `${V1}; proto=prometheus.WriteRequest`,
      encode: (s: SeriesMessage[]) => encodeV1(s),
      url: '/api/v1/push',
    },
    { contentType: V2, encode: encodeV2, url: '/api/v1/push' },
  ])('stores everything that $contentType sends once, and says how much', async ({ contentType, encode, url }) => {
    const { post, writer, accepted } = await open();
    const sent = Array.from({ length: 20 }, (_, request) =>
      Array.from({ length: 100 }, (_, i) => ({
        labels: { __name__: `metric_${i % 7}`, instance: `i${i}` },
        samples: [{ value: i + request / 100, timestamp: T + request * 15_000 }],
        exemplars: i % 10 === 0 ? [{ labels: { trace_id: `t${i}` }, value: i, timestamp: T + request }] : [],
        histograms: i % 50 === 0 ? [{ countInt: 1, sum: i, zeroCountInt: 1, timestamp: T + request }] : [],
      })),
    );
    for (const series of sent) {
      const answer = await post(compress(encode(series)), { 'content-type': contentType }, url);
      expect(answer.statusCode).toBe(204);
      expect(written(answer.headers)).toEqual(['100', '2', '10']);
    }
    const { refs } = writer.indexes.series;
    const rows = writer.batches.flatMap((batch) => sampleRows(batch, refs));
    expect(rows.map((row) => [row.labels, row.ms, row.value])).toEqual(
      sent.flat().map(({ labels, samples }) => [labels, samples[0]!.timestamp, samples[0]!.value]),
    );
    expect(writer.batches.flatMap((batch) => histogramRows(batch, refs))).toHaveLength(40);
    expect(writer.batches.flatMap((batch) => exemplarRows(batch, refs))).toHaveLength(200);
    expect(accepted.reduce((sum, { items }) => sum + items, 0)).toBe(2040);
  });

  it('keeps tenants apart', async () => {
    const { post, writer } = await open();
    for (const tenant of ['a', 'b']) await post(compress(encodeV1([up(1)])), { 'x-scope-orgid': tenant });
    expect(writer.batches.map((batch) => [batch.tenant, batch.samples?.series.entries[0]?.ref.tenant])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });

  it('stores the good series of a request with a bad one and answers 400', async () => {
    const { post, writer, accepted, refused } = await open();
    const answer = await post(compress(encodeV2([up(1), up(2, { __name__: '' }), up(3, { a: 'b' })])), {
      'content-type': V2,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toMatch(/1 samples were not stored.*\ninvalid labels of series .*: no metric name\n$/s);
    expect(written(answer.headers)).toEqual(['2', '0', '0']);
    expect(writer.batches[0]?.samples?.rows).toBe(2);
    expect(accepted.map(({ items }) => items)).toEqual([2]);
    expect(refused.map(({ items, reason }) => [items, reason])).toEqual([[1, 'invalid']]);
  });

  it('takes a body of several MB, decompressed beside the main thread', async () => {
    const { post, writer } = await open();
    const samples = Array.from({ length: 200_000 }, (_, i) => ({ value: i + 0.5, timestamp: T + i }));
    const answer = await post(compress(encodeV1([{ labels: { __name__: 'up' }, samples }])));
    expect(answer.statusCode).toBe(204);
    expect(writer.batches[0]?.samples?.rows).toBe(samples.length);
    expect(sampleRows(writer.batches[0], writer.indexes.series.refs).at(-1)).toMatchObject({ value: 199_999.5 });
  });

  it('stores descriptions of metrics once an hour', async () => {
    const { post, writer } = await open();
    const described = (help: string) => compress(encodeV1([], [{ type: 2, metricFamilyName: 'm', help }]));
    for (const help of ['first', 'first', 'second']) expect((await post(described(help))).statusCode).toBe(204);
    expect(writer.batches.map((batch) => batch.metadata?.map(({ help }) => help))).toEqual([['first'], ['second']]);
  });

  it.each([
    ['an empty body', Buffer.alloc(0), {}, 400],
    ['what is not snappy', Buffer.from('garbage'), {}, 400],
    ['a JSON body, which is read as 1.0', Buffer.from('x'), { 'content-type': 'application/json' }, 400],
    ['snappy of what is not protobuf', compress(Buffer.from('garbage')), {}, 400],
    ['gzip', Buffer.from('x'), { 'content-encoding': 'gzip' }, 415],
    ['an unknown message', compress(encodeV1([])), { 'content-type': `${V1};proto=some.Thing` }, 415],
    ['a bomb', compress(Buffer.alloc(MAX_BODY + 1)), {}, 413],
    ['a length that the block cannot have', Buffer.from([0x80, 0x80, 0x80, 0x01, 0x00]), {}, 400],
    ['a length over 2^32', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f, 0x00]), {}, 400],
    ['a body over the bound', Buffer.alloc(MAX_BODY + 1), {}, 413],
  ])('refuses %s', async (_, body, headers, status) => {
    const { post, writer } = await open();
    const answer = await post(body, headers as Record<string, string>);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(/\n$/);
    expect(written(answer.headers)).toEqual(['0', '0', '0']);
    expect(writer.batches).toEqual([]);
    expect((await post(compress(encodeV1([up(1)])))).statusCode).toBe(204);
  });

  it('answers 405 to other methods and 204 to a request without series', async () => {
    const { app, post } = await open();
    expect((await app.inject({ method: 'GET', url: '/api/v1/write' })).statusCode).toBe(405);
    expect((await post(compress(encodeV1([])))).statusCode).toBe(204);
  });

  it.each([
    [new QuartetError('resource_exhausted', 'the queue is full', { retryAfter: 1.2 }), 429, '2'],
    [new QuartetError('unavailable', 'the engine is gone', { retryAfter: 5 }), 503, '5'],
    [new QuartetError('invalid_argument', 'too many days'), 400, undefined],
    [new Error('a mistake'), 500, undefined],
  ])('tells senders of %s whether to come back', async (failure, status, retryAfter) => {
    const { post, writer } = await open();
    writer.failure = failure;
    const answer = await post(compress(encodeV1([up(1)])));
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(written(answer.headers)).toEqual(['0', '0', '0']);
    writer.failure = undefined;
    expect((await post(compress(encodeV1([up(1)])))).statusCode).toBe(204);
  });

  it('answers every broken body and stays well', async () => {
    const { post } = await open();
    const series: SeriesMessage[] = Array.from({ length: 8 }, (_, i) => ({
      ...up(i, { instance: `i${i}` }),
      exemplars: [{ labels: { trace_id: 'abc' }, value: 1, timestamp: T }],
      histograms: [
        {
          countInt: 3,
          sum: 2,
          schema: 2,
          positiveSpans: [{ offset: 1, length: 2 }],
          positiveDeltas: [1, 1],
          timestamp: T,
        },
      ],
    }));
    const random = seededRandom(20_261_121);
    const statuses = new Set<number>();
    for (let i = 0; i < FUZZ_CASES; i++) {
      const [body, contentType] = i % 2 === 0 ? [encodeV1(series), V1] : [encodeV2(series), V2];
      const broken = i % 4 < 2 ? compress(mutate(body, random)) : mutate(compress(body), random);
      statuses.add((await post(broken, { 'content-type': contentType })).statusCode);
    }
    expect([...statuses].filter((status) => ![204, 400, 413].includes(status))).toEqual([]);
    expect((await post(compress(encodeV1(series)))).statusCode).toBe(204);
  });
});
