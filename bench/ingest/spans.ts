import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';
import { Random } from '../support/random.js';
import { type Body, firstTime, type Load } from './load.js';

const SPANS_PER_TRACE = 10;

const SERVICES = ['gateway', 'checkout', 'cart', 'catalog', 'search', 'payments', 'shipping', 'accounts'];
const ROUTES = ['/api/v1/orders/:id', '/api/v1/items/:id', '/api/v1/users/:id', '/api/v2/search', '/api/v1/carts/:id'];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'];
const STATUSES = [200, 200, 200, 200, 200, 200, 201, 204, 404, 500];
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15',
  'okhttp/4.12.0',
];
const KIND_SERVER = 2;
const STATUS_ERROR = 2;

/** OTLP/HTTP protobuf: traces of ten spans over eight services, 12 attributes a span, grouped by resource. */
export const spans = (spansPerBody: number): Load => ({
  dialect: 'otlpHttp',
  path: '/v1/traces',
  headers: { 'content-type': 'application/x-protobuf' },
  table: 'spans',
  per: 'million',
  amount: 1.5,
  bodies: () => bodies(spansPerBody),
});

interface Span {
  readonly service: number;
  readonly encoded: Buffer;
}

function* bodies(spansPerBody: number): Generator<Body> {
  const random = new Random(3);
  let ns = BigInt(firstTime()) * 1_000_000n;
  while (true) {
    const made: Span[] = [];
    while (made.length < spansPerBody) {
      ns += BigInt(random.below(4_000_000));
      made.push(...trace(random, ns, Math.min(SPANS_PER_TRACE, spansPerBody - made.length)));
    }
    const request = new ProtobufWriter(2 << 20);
    for (const [service, name] of SERVICES.entries()) {
      request.message(1, (resourceSpans) => {
        resourceSpans.message(1, (resource) => writeResource(resource, name));
        resourceSpans.message(2, (scopeSpans) => {
          scopeSpans.message(1, (scope) => scope.string(1, '@opentelemetry/instrumentation-http'));
          for (const span of made) if (span.service === service) scopeSpans.bytes(2, span.encoded);
        });
      });
    }
    const bytes = request.finish();
    yield { bytes, items: made.length, rawBytes: bytes.length };
  }
}

function writeResource(resource: ProtobufWriter, service: string): void {
  putText(resource, 1, 'service.name', service);
  putText(resource, 1, 'service.version', '2.14.1');
  putText(resource, 1, 'deployment.environment.name', 'production');
  putText(resource, 1, 'host.name', `${service}-7d9f4c-x2`);
}

function trace(random: Random, startNs: bigint, count: number): Span[] {
  const traceId = random.bytes(16);
  const ids: Buffer[] = [];
  return Array.from({ length: count }, (_, i) => {
    const spanId = random.bytes(8);
    const parentId = i === 0 ? Buffer.alloc(0) : ids[random.below(i)]!;
    ids.push(spanId);
    const begin = startNs + BigInt(i * 700_000 + random.below(600_000));
    const service = i === 0 ? 0 : random.below(SERVICES.length);
    return { service, encoded: encodeSpan(random, traceId, spanId, parentId, begin) };
  });
}

function encodeSpan(random: Random, traceId: Buffer, spanId: Buffer, parentId: Buffer, begin: bigint): Buffer {
  const route = random.pick(ROUTES);
  const method = random.pick(METHODS);
  const status = random.pick(STATUSES);
  const span = new ProtobufWriter(1024);
  span.bytes(1, traceId);
  span.bytes(2, spanId);
  span.bytes(4, parentId);
  span.string(5, `${method} ${route}`);
  span.uint32(6, KIND_SERVER);
  span.fixed64(7, begin);
  span.fixed64(8, begin + BigInt(random.skewed(20_000) * 1000 + random.below(1000)));
  putText(span, 9, 'http.request.method', method);
  putText(span, 9, 'http.route', route);
  putNumber(span, 9, 'http.response.status_code', status);
  putText(span, 9, 'url.path', route.replace(':id', String(random.below(1_000_000))));
  putText(span, 9, 'server.address', 'shop.example.org');
  putNumber(span, 9, 'server.port', 8443);
  putText(span, 9, 'client.address', `10.${random.below(4)}.${random.below(256)}.${random.below(256)}`);
  putText(span, 9, 'user_agent.original', random.pick(AGENTS));
  putText(span, 9, 'network.protocol.version', '1.1');
  putText(span, 9, 'user.id', `user-${random.below(100_000)}`);
  putText(span, 9, 'tenant.id', `tenant-${random.below(40)}`);
  putNumber(span, 9, 'http.response.body.size', random.skewed(3_000));
  if (status >= 500) span.message(15, (message) => message.uint32(3, STATUS_ERROR));
  return span.finish();
}

function putText(writer: ProtobufWriter, field: number, key: string, value: string): void {
  writer.message(field, (pair) => {
    pair.string(1, key);
    pair.message(2, (any) => any.stringAlways(1, value));
  });
}

function putNumber(writer: ProtobufWriter, field: number, key: string, value: number): void {
  writer.message(field, (pair) => {
    pair.string(1, key);
    pair.message(2, (any) => any.int64Always(3, BigInt(value)));
  });
}
