import { compressSync } from 'snappy';
import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';
import { Random } from '../support/random.js';
import { SERVICES } from '../support/services.js';

const LEVELS = ['info', 'warn', 'error'];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const STATUSES = [200, 200, 200, 200, 200, 201, 204, 304, 400, 404, 500, 503];
const PATHS = ['/api/v1/orders', '/api/v1/items', '/api/v1/users', '/api/v2/search', '/api/v1/carts', '/health'];
const MESSAGES = [
  'request completed',
  'cache miss, reading from the database',
  'upstream answered late',
  'item reserved',
];

const STREAMS = SERVICES.length * LEVELS.length * 2;
const LINES_PER_STREAM = 75;
/** Bodies of JSON to one of logfmt. */
const JSON_BODIES = 7;
/** What a line has in the middle, JSON and logfmt alike. */
const AVERAGE_LINE = 235;

/** Entries with each needle, all of one service. */
const NEEDLE_HITS = 11;
export const NEEDLE_SERVICE = 'checkout';
/** A word that stands between quotes in `NEEDLE_HITS` lines. */
export const needle = (i: number): string => `needle${i}`;

export interface LogBody {
  readonly bytes: Buffer;
  readonly entries: number;
  /** Of the lines. */
  readonly rawBytes: number;
  readonly shape: 'json' | 'logfmt';
}

export interface Span {
  /** Times in ms. */
  readonly start: number;
  readonly end: number;
}

/**
 * Pushes of 60 streams, one body after another over the whole span, until `rawBytes` are made: JSON lines of 200-250 bytes in
 * streams of `env` prod and staging, and in one body of eight the same fields as logfmt in streams of `env="batch"`.
 */
export function* bodies({ start, end }: Span, rawBytes: number, needles: number, seed = 7): Generator<LogBody> {
  const random = new Random(seed);
  const count = Math.max(NEEDLE_HITS, Math.ceil(rawBytes / (STREAMS * LINES_PER_STREAM * AVERAGE_LINE)));
  const stepNs = (BigInt(end - start) * 1_000_000n) / BigInt(count * LINES_PER_STREAM);
  for (let body = 0; body < count; body++) {
    const shape = body % (JSON_BODIES + 1) === JSON_BODIES ? 'logfmt' : 'json';
    const from = BigInt(start) * 1_000_000n + BigInt(body * LINES_PER_STREAM) * stepNs;
    const hit = body % Math.floor(count / NEEDLE_HITS) === 0 && body < Math.floor(count / NEEDLE_HITS) * NEEDLE_HITS;
    yield push(random, shape, from, stepNs, hit ? needles : 0);
  }
}

function push(random: Random, shape: LogBody['shape'], from: bigint, stepNs: bigint, needles: number): LogBody {
  const request = new ProtobufWriter(2 << 20);
  let rawBytes = 0;
  for (let stream = 0; stream < STREAMS; stream++) {
    const service = SERVICES[stream % SERVICES.length]!;
    const level = LEVELS[Math.floor(stream / SERVICES.length) % LEVELS.length]!;
    const env = shape === 'logfmt' ? 'batch' : stream < STREAMS / 2 ? 'prod' : 'staging';
    const pod = `${service}-${stream}`;
    request.message(1, (pushed) => {
      pushed.string(1, `{cluster="eu-1", env="${env}", level="${level}", pod="${pod}", service="${service}"}`);
      for (let i = 0; i < LINES_PER_STREAM; i++) {
        const ns = from + BigInt(i) * stepNs + BigInt(stream);
        const order = stream === SERVICES.indexOf(NEEDLE_SERVICE) && i < needles ? needle(i) : '';
        const text = Buffer.from(line(random, shape, service, level, ns, order), 'latin1');
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
  return { bytes: compressSync(request.finish()) as Buffer, entries: STREAMS * LINES_PER_STREAM, rawBytes, shape };
}

function line(
  random: Random,
  shape: LogBody['shape'],
  service: string,
  level: string,
  ns: bigint,
  order: string,
): string {
  const fields: readonly (readonly [string, string | number])[] = [
    ['ts', new Date(Number(ns / 1_000_000n)).toISOString()],
    ['level', level],
    ['service', service],
    ['msg', random.pick(MESSAGES)],
    ['method', random.pick(METHODS)],
    ['path', `${random.pick(PATHS)}/${random.below(100_000)}`],
    ['status', random.pick(STATUSES)],
    ['duration_ms', random.skewed(40)],
    ['bytes', random.below(60_000)],
    ['trace_id', random.hex(16)],
    ...(order === '' ? [] : [['order', order] as const]),
  ];
  if (shape === 'json') return `{${fields.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(',')}}`;
  return fields.map(([key, value]) => `${key}=${/ /.test(String(value)) ? JSON.stringify(value) : value}`).join(' ');
}
