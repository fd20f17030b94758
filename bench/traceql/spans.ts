import type { StoredSpan } from '../../src/model/stored-span.js';
import { writeTraces } from '../../src/wire/otlp/traces-encode.js';
import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';
import { Random } from '../support/random.js';
import { SERVICES } from '../support/services.js';

const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const ROUTES = ['/orders/:id', '/items/:id', '/users/:id', '/search', '/carts/:id', '/health'];
const STATUSES = [200, 200, 200, 200, 200, 200, 200, 201, 204, 304, 404, 500, 503];

export const SPANS_PER_TRACE = 10;
const TRACES_PER_BODY = 100;

export interface SpanBody {
  readonly bytes: Buffer;
  readonly spans: number;
}

export interface Span {
  /** ms. */
  readonly start: number;
  readonly end: number;
}

export const traceId = (trace: number): string => `7ace${trace.toString(16).padStart(28, '0')}`;

/** The value of `order.id` that one span alone has. */
export const needle = (i: number): string => `needle-${i}`;

/** Traces of ten spans with twelve attributes each, evenly over the time; one has each of so many needles. */
export function* bodies({ start, end }: Span, traces: number, needles: number): Generator<SpanBody> {
  const random = new Random(7);
  const stepNs = (BigInt(end - start) * 1_000_000n) / BigInt(traces);
  const everyNeedle = Math.max(1, Math.floor(traces / (needles + 1)));
  for (let first = 0; first < traces; first += TRACES_PER_BODY) {
    const spans: StoredSpan[] = [];
    for (let trace = first; trace < Math.min(first + TRACES_PER_BODY, traces); trace++) {
      const at = BigInt(start) * 1_000_000n + BigInt(trace) * stepNs;
      const hit = trace % everyNeedle === 0 ? trace / everyNeedle : -1;
      for (let i = 0; i < SPANS_PER_TRACE; i++) spans.push(span(random, trace, i, at, i === 7 ? hit : -1));
    }
    // Spans of one resource stand together, as exporters send them.
    spans.sort((a, b) => (a.resource === b.resource ? 0 : a.resource[1]! < b.resource[1]! ? -1 : 1));
    const writer = new ProtobufWriter(1 << 20);
    writeTraces(writer, spans);
    yield { bytes: Buffer.from(writer.finish()), spans: spans.length };
  }
}

const RESOURCES = SERVICES.map((service) => ['resource.service.name', `s${service}`]);

function span(random: Random, trace: number, i: number, at: bigint, hit: number): StoredSpan {
  const status = random.pick(STATUSES);
  const ms = random.skewed(40);
  const parent = i === 0 ? Buffer.alloc(8) : id(trace, random.below(i));
  return {
    resource: RESOURCES[(trace + i) % RESOURCES.length]!,
    traceId: Buffer.from(traceId(trace), 'hex'),
    spanId: id(trace, i),
    parentId: parent,
    name: `${random.pick(METHODS)} ${random.pick(ROUTES)}`,
    kind: 1 + random.below(5),
    status: status >= 500 ? 2 : 0,
    statusMessage: status >= 500 ? 'upstream failed' : '',
    startNs: at + BigInt(i * 2_000_000),
    durationNs: BigInt(ms) * 1_000_000n,
    traceState: '',
    flags: 1,
    dropped: { attributes: 0, events: 0, links: 0 },
    attributes: [
      ['http.request.method', `s${random.pick(METHODS)}`],
      ['http.route', `s${random.pick(ROUTES)}`],
      ['http.response.status_code', `i${status}`],
      ['url.full', `shttps://shop.example.org/orders/${random.below(1_000_000)}`],
      ['user.id', `suser-${random.below(10_000)}`],
      ['tenant.id', `stenant-${random.below(40)}`],
      ['server.address', 'sorders.svc.cluster.local'],
      ['server.port', 'i8443'],
      ['db.rows', `i${random.below(500)}`],
      ['cache.ratio', `d${random.below(100) / 128}`],
      ['cache.hit', `b${random.oneIn(3)}`],
      ['order.id', `s${hit < 0 ? random.hex(8) : needle(hit)}`],
    ].flat(),
    events: [],
    links: [],
  };
}

function id(trace: number, i: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(trace + 1);
  bytes.writeUInt32BE(i + 1, 4);
  return bytes;
}
