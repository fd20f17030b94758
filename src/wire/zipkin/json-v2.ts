import { idFromHex } from './ids.js';
import { endpoint, isObject, type JsonObject, malformed, micros, objects, parseSpanList, text } from './json-fields.js';
import type { ZipkinKind, ZipkinSpan } from './span.js';

const KINDS: ReadonlySet<unknown> = new Set<ZipkinKind>(['CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER']);

/** Decodes the body of `POST /api/v2/spans`: https://zipkin.io/zipkin-api/#/default/post_spans */
export function* decodeJsonV2(body: Buffer): Generator<ZipkinSpan> {
  for (const span of parseSpanList(body, 'JSON_V2')) yield spanV2(span);
}

function spanV2(span: JsonObject): ZipkinSpan {
  const timestamp = micros(span.timestamp, 'timestamp');
  return {
    traceId: idFromHex('traceId', span.traceId, 16),
    id: idFromHex('id', span.id, 8),
    parentId: parentFromHex(span.parentId),
    kind: KINDS.has(span.kind) ? (span.kind as ZipkinKind) : undefined,
    name: text(span.name, 'name'),
    timestamp: timestamp === 0 ? undefined : timestamp,
    duration: micros(span.duration, 'duration') ?? 0,
    localEndpoint: endpoint(span.localEndpoint, 'localEndpoint'),
    remoteEndpoint: endpoint(span.remoteEndpoint, 'remoteEndpoint'),
    annotations: objects(span.annotations, 'annotations').map((annotation) => ({
      timestamp: micros(annotation.timestamp, 'annotation.timestamp') ?? 0,
      value: text(annotation.value, 'annotation.value'),
    })),
    tags: tagsOf(span.tags),
    debug: span.debug === true,
  };
}

/** A parent of zeros is none. */
export function parentFromHex(value: unknown): Uint8Array | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && /^0{1,16}$/.test(value)) return undefined;
  return idFromHex('parentId', value, 8);
}

/** Zipkin's tags are strings; numbers and booleans, which some clients send, become their text. */
function tagsOf(value: unknown): Map<string, string> {
  const tags = new Map<string, string>();
  if (value === undefined || value === null) return tags;
  if (!isObject(value)) throw malformed('tags', 'an object of strings');
  for (const [key, tag] of Object.entries(value)) {
    if (tag === null || typeof tag === 'object') throw malformed(`tags[${JSON.stringify(key)}]`, 'a string');
    tags.set(key, String(tag));
  }
  return tags;
}
