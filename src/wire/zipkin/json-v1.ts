import { idFromHex } from './ids.js';
import { endpoint, isObject, type JsonObject, malformed, micros, objects, parseSpanList, text } from './json-fields.js';
import { parentFromHex } from './json-v2.js';
import { NO_ENDPOINT, type ZipkinAnnotation, type ZipkinEndpoint, type ZipkinKind, type ZipkinSpan } from './span.js';

/** Annotations that begin or end a request, and the kind of span they make. */
const CORE: Readonly<Record<string, { readonly kind: ZipkinKind; readonly begins: boolean }>> = {
  cs: { kind: 'CLIENT', begins: true },
  cr: { kind: 'CLIENT', begins: false },
  sr: { kind: 'SERVER', begins: true },
  ss: { kind: 'SERVER', begins: false },
  ms: { kind: 'PRODUCER', begins: true },
  mr: { kind: 'CONSUMER', begins: true },
};

/** Binary annotations that name an address instead of a tag. */
const REMOTE_ADDRESS: ReadonlySet<string> = new Set(['sa', 'ca', 'ma']);

interface V1Annotation extends ZipkinAnnotation {
  readonly endpoint: ZipkinEndpoint;
}

/**
 * Decodes the body of `POST /api/v1/spans`: https://zipkin.io/zipkin-api/zipkin-api.yaml. Core annotations become the
 * span's kind, start and duration, addresses its remote endpoint, other binary annotations its tags. A span that has
 * both the client's and the server's annotations stays one and counts as the server's.
 */
export function* decodeJsonV1(body: Buffer): Generator<ZipkinSpan> {
  for (const span of parseSpanList(body, 'JSON_V1')) yield spanV1(span);
}

function spanV1(span: JsonObject): ZipkinSpan {
  const annotations = objects(span.annotations, 'annotations').map(annotation);
  const binary = objects(span.binaryAnnotations, 'binaryAnnotations');
  const addresses = binary.filter((entry) => REMOTE_ADDRESS.has(entry.key as string));
  const tags = binary.filter((entry) => !REMOTE_ADDRESS.has(entry.key as string));
  const kind = kindOf(annotations);
  const first = annotations.find(({ value }) => CORE[value]?.kind === kind && CORE[value]?.begins === true);
  const last = annotations.find(({ value }) => CORE[value]?.kind === kind && CORE[value]?.begins === false);
  const timestamp = micros(span.timestamp, 'timestamp') || first?.timestamp;
  const elapsed = first !== undefined && last !== undefined ? Math.max(0, last.timestamp - first.timestamp) : 0;
  const local = (first ?? last ?? annotations[0])?.endpoint ?? endpoint(tags[0]?.endpoint, 'binaryAnnotation.endpoint');
  return {
    traceId: idFromHex('traceId', span.traceId, 16),
    id: idFromHex('id', span.id, 8),
    parentId: parentFromHex(span.parentId),
    kind,
    name: text(span.name, 'name'),
    timestamp: timestamp || undefined,
    duration: micros(span.duration, 'duration') || elapsed,
    localEndpoint: local,
    remoteEndpoint: remoteOf(addresses),
    annotations: annotations.filter(({ value }) => CORE[value] === undefined),
    tags: new Map(tags.map((entry) => [text(entry.key, 'binaryAnnotation.key'), valueText(entry.value)])),
    debug: span.debug === true,
  };
}

function annotation(entry: JsonObject): V1Annotation {
  return {
    timestamp: micros(entry.timestamp, 'annotation.timestamp') ?? 0,
    value: text(entry.value, 'annotation.value'),
    endpoint: endpoint(entry.endpoint, 'annotation.endpoint'),
  };
}

function kindOf(annotations: readonly V1Annotation[]): ZipkinKind | undefined {
  const kinds = annotations.flatMap(({ value }) => CORE[value]?.kind ?? []);
  return kinds.includes('SERVER') ? 'SERVER' : kinds[0];
}

function remoteOf(addresses: readonly JsonObject[]): ZipkinEndpoint {
  const [address] = addresses;
  return address === undefined ? NO_ENDPOINT : endpoint(address.endpoint, 'binaryAnnotation.endpoint');
}

function valueText(value: unknown): string {
  if (isObject(value) || Array.isArray(value)) throw malformed('binaryAnnotation.value', 'a scalar');
  return value === undefined || value === null ? '' : String(value);
}
