import protobuf from 'protobufjs';

/** https://github.com/openzipkin/zipkin-api/blob/master/zipkin.proto */
const LIST = protobuf
  .parse(
    `
  syntax = "proto3";
  message Endpoint { string service_name = 1; bytes ipv4 = 2; bytes ipv6 = 3; int32 port = 4; }
  message Annotation { fixed64 timestamp = 1; string value = 2; }
  message Span {
    bytes trace_id = 1; bytes parent_id = 2; bytes id = 3; int32 kind = 4; string name = 5; fixed64 timestamp = 6;
    uint64 duration = 7; Endpoint local_endpoint = 8; Endpoint remote_endpoint = 9; repeated Annotation annotations = 10;
    map<string, string> tags = 11; bool debug = 12; bool shared = 13;
  }
  message ListOfSpans { repeated Span spans = 1; }
`,
    { keepCase: true },
  )
  .root.lookupType('ListOfSpans');

const KINDS = ['', 'CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER'];

interface Endpoint {
  readonly serviceName?: string;
  readonly ipv4?: string;
  readonly ipv6?: string;
  readonly port?: number;
}

interface Span {
  readonly traceId?: string;
  readonly id?: string;
  readonly parentId?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly timestamp?: number;
  readonly duration?: number;
  readonly localEndpoint?: Endpoint;
  readonly remoteEndpoint?: Endpoint;
  readonly annotations?: readonly { readonly timestamp: number; readonly value: string }[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly debug?: boolean;
  readonly shared?: boolean;
}

/** Spans in the shape of Zipkin's v2 JSON as `zipkin.proto3.ListOfSpans`. */
export function zipkinProtobuf(spans: readonly Span[]): Buffer {
  const messages = spans.map((span) => ({
    trace_id: hex(span.traceId),
    parent_id: hex(span.parentId),
    id: hex(span.id),
    kind: Math.max(0, KINDS.indexOf(span.kind ?? '')),
    name: span.name,
    timestamp: span.timestamp,
    duration: span.duration,
    local_endpoint: endpoint(span.localEndpoint),
    remote_endpoint: endpoint(span.remoteEndpoint),
    annotations: span.annotations,
    tags: span.tags,
    debug: span.debug,
    shared: span.shared,
  }));
  return Buffer.from(LIST.encode(LIST.fromObject({ spans: messages })).finish());
}

const hex = (id: string | undefined): Buffer | undefined => (id === undefined ? undefined : Buffer.from(id, 'hex'));

function endpoint(value: Endpoint | undefined): object | undefined {
  if (value === undefined) return undefined;
  return {
    service_name: value.serviceName,
    ipv4: value.ipv4 === undefined ? undefined : Buffer.from(value.ipv4.split('.').map(Number)),
    ipv6: value.ipv6 === undefined ? undefined : ipv6Bytes(value.ipv6),
    port: value.port,
  };
}

/** The bytes of an address with at most one `::`. */
function ipv6Bytes(address: string): Buffer {
  const [left = '', right = ''] = address.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const missing = 8 - groups(left).length - groups(right).length;
  const all = [...groups(left), ...Array.from({ length: missing }, () => '0'), ...groups(right)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
