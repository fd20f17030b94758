import type { StoredSpan } from '../../src/model/stored-span.js';
import { writeTraces } from '../../src/wire/otlp/traces-encode.js';
import { ProtobufWriter } from '../../src/wire/protobuf/writer.js';

const RESOURCE = [
  'resource.feature.flags',
  'a{"arrayValue":{"values":[{"stringValue":"new-ui"},{"intValue":"7"}]}}',
  'resource.process.pid',
  'i4711',
  'resource.service.name',
  'scheckout',
  'resource_dropped_attributes_count',
  '1',
  'resource_schema_url',
  'https://opentelemetry.io/schemas/1.21.0',
  'scope.attributes.lib.ratio',
  'd0.5',
  'scope.name',
  '@quartet/http',
  'scope.version',
  '1.4.0',
];

/** Twelve attributes of every type, as web services send them. */
const attributes = (i: number): string[] => [
  'http.request.method',
  'sGET',
  'http.route',
  's/api/v1/orders/:id',
  'http.response.status_code',
  `i${i % 10 === 0 ? 500 : 200}`,
  'url.full',
  `shttps://shop.example.org/api/v1/orders/${i}?expand=lines`,
  'user.id',
  `suser-${i % 1000}`,
  'tenant.id',
  `stenant-${i % 17}`,
  'server.address',
  'sorders.svc.cluster.local',
  'server.port',
  'i8443',
  'db.rows',
  `i${i * 7}`,
  'cache.hit_ratio',
  `d${(i % 100) / 128}`,
  'cache.hit',
  `b${i % 3 === 0}`,
  'thread.name',
  `sworker-${i % 8}`,
];

/** The `i`th span of a made-up trace; every tenth has failed, with an event and a link. */
export function exampleSpan(i: number): StoredSpan {
  const failed = i % 10 === 0;
  const id = (bytes: number, seed: number): Buffer => {
    const buffer = Buffer.alloc(bytes, 0xa0);
    buffer.writeUInt32BE(seed, bytes - 4);
    return buffer;
  };
  return {
    resource: RESOURCE,
    traceId: id(16, Math.floor(i / 10)),
    spanId: id(8, i + 1),
    parentId: failed ? Buffer.alloc(8) : id(8, i),
    name: `GET /api/v1/orders/${i % 20}`,
    kind: 1 + (i % 5),
    status: failed ? 2 : 0,
    statusMessage: failed ? 'deadline exceeded' : '',
    startNs: 1_795_168_801_133_396_323n + BigInt(i) * 1_000_003n,
    durationNs: BigInt(i) * 1_001n,
    traceState: failed ? 'vendor=1' : '',
    flags: 257,
    dropped: { attributes: failed ? 3 : 0, events: failed ? 2 : 0, links: failed ? 1 : 0 },
    attributes: attributes(i),
    events: failed
      ? [{ ns: 1_795_168_801_133_396_400n, name: 'exception', attributes: ['exception.type', 'sTimeoutError'] }]
      : [],
    links: failed
      ? [{ traceId: id(16, 9), spanId: id(8, 9), traceState: 'k=v', attributes: ['link.type', 'ssibling'] }]
      : [],
  };
}

export const exampleSpans = (count: number, first = 0): StoredSpan[] =>
  Array.from({ length: count }, (_, i) => exampleSpan(first + i));

/** An ExportTraceServiceRequest in protobuf. */
export function tracesBody(spans: readonly StoredSpan[]): Buffer {
  const writer = new ProtobufWriter();
  writeTraces(writer, spans);
  return writer.finish();
}
