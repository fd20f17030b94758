import { compressSync } from 'snappy';
import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';
import { Random } from '../support/random.js';
import { SERVICES } from '../support/services.js';
import { type Body, firstTime, type Load } from './load.js';

const STREAMS = 60;
const STREAMS_PER_BODY = 12;
const LINES_PER_STREAM = 375;

const LEVELS = ['info', 'info', 'info', 'info', 'info', 'info', 'debug', 'debug', 'warn', 'error'];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const STATUSES = [200, 200, 200, 200, 200, 201, 204, 304, 400, 404, 500, 503];
const MESSAGES = [
  'request completed',
  'request completed',
  'cache miss, reading from the database',
  'upstream answered late, retrying',
  'session refreshed',
  'payment authorised',
  'item reserved',
];
const PATHS = ['/api/v1/orders', '/api/v1/items', '/api/v1/users', '/api/v2/search', '/api/v1/carts', '/health'];

/** Loki push: 60 streams of JSON lines of 200-250 bytes, 12 streams and about 1 MB of lines a body. */
export const logs: Load = {
  dialect: 'loki',
  path: '/loki/api/v1/push',
  headers: { 'content-type': 'application/x-protobuf' },
  table: 'log_entries',
  per: 'GB',
  amount: 1,
  bodies,
};

const labelsOf = (stream: number): string => {
  const service = SERVICES[stream % SERVICES.length]!;
  const pod = `${service}-7d9f${(stream * 2654435761) % 65536}-${stream}`;
  return `{cluster="eu-1", env="${stream % 3 === 0 ? 'staging' : 'prod'}", namespace="shop", pod="${pod}", service="${service}"}`;
};

function* bodies(): Generator<Body> {
  const random = new Random(1);
  const labels = Array.from({ length: STREAMS }, (_, stream) => labelsOf(stream));
  let ns = BigInt(firstTime()) * 1_000_000n;
  for (let first = 0; ; first = (first + STREAMS_PER_BODY) % STREAMS) {
    const request = new ProtobufWriter(2 << 20);
    let rawBytes = 0;
    for (let i = 0; i < STREAMS_PER_BODY; i++) {
      const stream = (first + i) % STREAMS;
      request.message(1, (pushed) => {
        pushed.string(1, labels[stream]!);
        for (let line = 0; line < LINES_PER_STREAM; line++) {
          ns += BigInt(1000 + random.below(4_000_000));
          const text = Buffer.from(jsonLine(random, SERVICES[stream % SERVICES.length]!, ns), 'latin1');
          rawBytes += text.length;
          pushed.message(2, (entry) => {
            entry.message(1, (timestamp) => {
              timestamp.int64Always(1, ns / 1_000_000_000n);
              timestamp.uint32(2, Number(ns % 1_000_000_000n));
            });
            entry.bytes(2, text);
          });
        }
      });
    }
    yield { bytes: compressSync(request.finish()), items: STREAMS_PER_BODY * LINES_PER_STREAM, rawBytes };
  }
}

/** A line as services write them: the fields that every line has, and on one in three a trace id, on one in four a user. */
function jsonLine(random: Random, service: string, ns: bigint): string {
  const status = random.pick(STATUSES);
  const time = new Date(Number(ns / 1_000_000n)).toISOString();
  const user = random.oneIn(4) ? `,"user_id":"u-${random.below(200_000)}"` : '';
  const trace = random.oneIn(3) ? `,"trace_id":"${random.hex(16)}"` : '';
  const path = `${random.pick(PATHS)}/${random.below(100_000)}`;
  return (
    `{"ts":"${time}","level":"${random.pick(LEVELS)}","service":"${service}","msg":"${random.pick(MESSAGES)}",` +
    `"method":"${random.pick(METHODS)}","path":"${path}","status":${status},"duration_ms":${random.skewed(40)},` +
    `"bytes":${random.below(60_000)},"instance":"10.2.${random.below(4)}.${random.below(250)}"${user}${trace}}`
  );
}
