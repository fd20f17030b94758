import type { AttributeSink } from '../../model/attributes.js';
import type { SpanBatch } from '../../model/spans.js';
import { TAG } from './tag-names.js';

/** Links that are looked for among the tags of a span. */
const MAX_LINKS = 128;

const LINK_IDS = /^[0-9a-f]{32}\|[0-9a-f]{16}\|/;

/**
 * An annotation's value as an event: `name`, or `name|attributes in JSON|dropped attributes` as the Collector's Zipkin
 * exporter writes events. A value that merely looks like that is a name.
 */
export function splitAnnotation(value: string): { readonly name: string; readonly attributes: object } {
  const first = value.indexOf('|');
  const last = value.lastIndexOf('|');
  const attributes = first < last ? parseObject(value.slice(first + 1, last)) : undefined;
  if (attributes === undefined) return { name: value, attributes: {} };
  return { name: value.slice(0, first), attributes };
}

/** Turns `otlp.link.0`, `otlp.link.1`, … into links and takes them out; those that are malformed stay tags. */
export function takeLinks(batch: SpanBatch, tags: Map<string, string>): void {
  for (let i = 0; i < MAX_LINKS; i++) {
    const key = `${TAG.link}${i}`;
    const value = tags.get(key);
    if (value === undefined) return;
    if (!LINK_IDS.test(value)) continue;
    const state = value.indexOf('|', 50);
    const last = value.lastIndexOf('|');
    const attributes = state >= 0 && state < last ? parseObject(value.slice(state + 1, last)) : undefined;
    if (attributes === undefined) continue;
    const ids = Buffer.from(value.slice(0, 32) + value.slice(33, 49), 'hex');
    batch.link(ids, 0, 16, 16, 24, value.slice(50, state));
    putScalars(batch.links.attributes, attributes);
    batch.links.attributes.endRow();
    tags.delete(key);
  }
}

/** Puts the strings, numbers and booleans of an object among attributes. */
export function putScalars(sink: AttributeSink, attributes: object): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'string') sink.text(key, 's', value);
    else if (typeof value === 'boolean') sink.bool(key, value);
    else if (Number.isSafeInteger(value)) sink.text(key, 'i', String(value));
    else if (typeof value === 'number') sink.double(key, value);
  }
}

function parseObject(json: string): object | undefined {
  if (!json.startsWith('{')) return undefined;
  try {
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}
