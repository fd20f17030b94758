import Fastify from 'fastify';
import { compressSync, uncompressSync } from 'snappy';
import { describe, expect, it } from 'vitest';
import { readXorChunk } from '../../../test/support/bit-reader.js';
import { prometheusContext } from '../../../test/support/prometheus-context.js';
import type { LabelMatcher, MetricReader, SeriesSamples } from '../../storage/interface.js';
import { emptyHistogram } from '../../wire/prometheus/native-histogram.js';
import { ProtobufReader } from '../../wire/protobuf/reader.js';
import { ProtobufWriter } from '../../wire/protobuf/writer.js';
import { crc32c } from '../../wire/remote-read/crc32c.js';
import { prometheusApi } from './plugin.js';

const STALE = new Float64Array(BigUint64Array.of(0x7ff0000000000002n).buffer)[0]!;

function read(all: readonly SeriesSamples[], accepted: readonly number[], matcherType = 0) {
  const asked: (readonly LabelMatcher[])[] = [];
  const metrics: Partial<MetricReader> = {
    async *samples(_tenant, matchers) {
      asked.push(matchers);
      yield all;
    },
  };
  const app = Fastify();
  app.register(prometheusApi, { context: prometheusContext(metrics), prefix: '/api/v1' });
  const request = new ProtobufWriter();
  request.message(1, (query) => {
    query.int64Always(1, 0n);
    query.int64Always(2, 10_000n);
    query.message(3, (matcher) => {
      matcher.uint32(1, matcherType);
      matcher.string(2, 'job');
      matcher.string(3, 'a.*');
    });
  });
  for (const type of accepted) request.int64Always(2, BigInt(type));
  const payload = compressSync(request.finish()) as Buffer;
  return { asked, answer: app.inject({ method: 'POST', url: '/api/v1/read', payload }) };
}

/** The fields of a message: numbers, or bytes. */
function fieldsOf(bytes: Uint8Array): [field: number, value: number | Uint8Array][] {
  const reader = new ProtobufReader(bytes);
  const fields: [number, number | Uint8Array][] = [];
  while (reader.position < reader.end) {
    const tag = reader.tag();
    const field = tag >> 3;
    if ((tag & 7) === 0) fields.push([field, reader.int64()]);
    else if ((tag & 7) === 1) fields.push([field, reader.double()]);
    else {
      reader.bytes();
      fields.push([field, bytes.subarray(reader.start, reader.stop)]);
    }
  }
  return fields;
}

const messages = (bytes: Uint8Array, field: number): Uint8Array[] =>
  fieldsOf(bytes).flatMap(([number, value]) => (number === field && typeof value !== 'number' ? [value] : []));

const labelsOf = (series: Uint8Array): string[] =>
  messages(series, 1).flatMap((label) => fieldsOf(label).map(([, text]) => Buffer.from(text as Uint8Array).toString()));

const SERIES: SeriesSamples[] = [
  { labels: ['__name__', 'up', 'job', 'b'], ts: Float64Array.of(1000, 2000), values: Float64Array.of(1, STALE) },
  {
    labels: ['__name__', 'up', 'job', 'a'],
    ts: Float64Array.of(3000, 4000),
    values: Float64Array.of(0.5, 0),
    histograms: [undefined, { ...emptyHistogram(true), count: 2, sum: 3 }],
  },
];

describe('remote read', () => {
  it('answers samples, series by their labels', async () => {
    const { asked, answer } = read(SERIES, [], 2);
    const { headers, rawPayload } = await answer;
    expect(headers).toMatchObject({ 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' });
    expect(asked).toEqual([[{ name: 'job', op: '=~', value: 'a.*' }]]);
    const [result] = messages(uncompressSync(rawPayload) as Buffer, 1);
    const [first, second] = messages(result!, 1);
    expect(labelsOf(first!)).toEqual(['__name__', 'up', 'job', 'a']);
    expect(messages(first!, 2).map(fieldsOf)).toEqual([
      [
        [1, 0.5],
        [2, 3000],
      ],
    ]);
    expect(fieldsOf(messages(first!, 4)[0]!)).toEqual(
      expect.arrayContaining([
        [2, 2],
        [3, 3],
        [15, 4000],
      ]),
    );
    const marker = messages(second!, 2)[1]!;
    expect(Buffer.from(marker).includes(Buffer.from(BigUint64Array.of(0x7ff0000000000002n).buffer))).toBe(true);
  });

  it('streams chunks where the client names them first', async () => {
    const { headers, rawPayload } = await read(SERIES, [1, 0]).answer;
    expect(headers['content-type']).toBe('application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse');
    // Its length takes two bytes, the checksum four.
    const frame = rawPayload.subarray(rawPayload[0]! < 128 ? 5 : 6);
    expect(rawPayload.readUInt32BE(rawPayload.length - frame.length - 4)).toBe(crc32c(frame));
    const [first, second] = messages(frame, 1);
    expect([first, second].map((series) => labelsOf(series!).at(-1))).toEqual(['a', 'b']);
    const chunksOf = (series: Uint8Array) => messages(series, 2).map((chunk) => new Map(fieldsOf(chunk)));
    expect(chunksOf(first!).map((chunk) => [chunk.get(1), chunk.get(2), chunk.get(3)])).toEqual([
      [3000, 3000, 1],
      [4000, 4000, 3],
    ]);
    const samples = readXorChunk(chunksOf(second!)[0]!.get(4) as Uint8Array);
    expect(samples).toEqual([
      { ts: 1000, bits: 0x3ff0000000000000n },
      { ts: 2000, bits: 0x7ff0000000000002n },
    ]);
  });

  it('refuses what is no request', async () => {
    const app = Fastify();
    app.register(prometheusApi, { context: prometheusContext({}), prefix: '/api/v1' });
    const post = (payload: Buffer) => app.inject({ method: 'POST', url: '/api/v1/read', payload });
    expect((await post(Buffer.from('garbage'))).statusCode).toBe(400);
    expect((await post(compressSync(Buffer.from([10, 200])) as Buffer)).statusCode).toBe(400);
    expect((await read([], [], 9).answer).statusCode).toBe(400);
    expect((await app.inject('/api/v1/read')).statusCode).toBe(405);
  });
});
