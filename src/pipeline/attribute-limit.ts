import type { AttributeColumn } from '../model/attributes.js';
import { StringColumn } from '../model/columns.js';
import { copySpans } from '../model/copy-spans.js';
import { cutText } from '../model/cut-utf8.js';
import { type Labels, labelsFrom } from '../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../model/series.js';
import { RESOURCE_LABELS, type SpanBatch } from '../model/spans.js';
import { StringCursor, textsOf } from '../model/string-cursor.js';
import { ATTRIBUTE_TYPES, type TypedAttributes } from '../model/typed-attributes.js';

/** Whose attributes are cut, as `tempo_distributor_attributes_truncated_total` names it. */
export const ATTRIBUTE_SCOPES = ['resource', 'scope', 'span', 'event', 'link'] as const;
export type AttributeScope = (typeof ATTRIBUTE_SCOPES)[number];

export interface CutSpans {
  readonly spans: SpanBatch;
  /** Attributes whose key or text was too long. */
  readonly cut: Readonly<Record<AttributeScope, number>>;
}

const STRING = ATTRIBUTE_TYPES.indexOf('String');
const NONE = { resource: 0, scope: 0, span: 0, event: 0, link: 0 };

/**
 * The batch with keys and texts of attributes of at most `maxBytes` bytes, the same one where nothing is longer. Texts within
 * arrays and maps stay whole. https://grafana.com/docs/tempo/latest/configuration/#set-max-attribute-size-to-help-control-out-of-memory-errors
 */
export function withinAttributeLimit(batch: SpanBatch, maxBytes: number, resources: SeriesIndex): CutSpans {
  if (maxBytes === Number.POSITIVE_INFINITY) return { spans: batch, cut: NONE };
  const refs = new Map(batch.runs.map(({ resource }) => [resource, cutResource(resource, maxBytes)]));
  const ofRefs = [...refs.values()];
  const cut = {
    resource: ofRefs.reduce((sum, { resource }) => sum + resource, 0),
    scope: ofRefs.reduce((sum, { scope }) => sum + scope, 0),
    span: longTyped(batch.attributes, maxBytes),
    event: longTagged(batch.events.attributes, maxBytes),
    link: longTagged(batch.links.attributes, maxBytes),
  };
  if (Object.values(cut).every((count) => count === 0)) return { spans: batch, cut };
  const resource = (ref: SeriesRef): SeriesRef => {
    const { pairs, resource: long, scope } = refs.get(ref)!;
    return long + scope === 0 ? ref : resources.intern(batch.tenant, labelsFrom(pairs));
  };
  return { spans: copySpans(batch, { maxAttributeBytes: maxBytes, resource }), cut };
}

function longTyped({ paths, rest }: TypedAttributes, maxBytes: number): number {
  let long = longTagged(rest, maxBytes);
  for (const [key, { rows, values }] of paths) {
    const texts = values[STRING]?.values;
    if (Buffer.byteLength(key) > maxBytes) long += rows.rows;
    else if (texts instanceof StringColumn) long += longTexts(texts, maxBytes);
  }
  return long;
}

function longTexts(texts: StringColumn, maxBytes: number): number {
  // Together they are longer than each of them.
  if (texts.size <= maxBytes) return 0;
  const cursor = new StringCursor(texts);
  let long = 0;
  for (let row = 0; row < texts.rows; row++) {
    cursor.seek(row);
    if (cursor.end - cursor.start > maxBytes) long++;
  }
  return long;
}

const STRING_TAG = 's'.charCodeAt(0);

function longTagged({ keys, values }: AttributeColumn, maxBytes: number): number {
  const isLong = textsOf(keys.dictionary).map((key) => Buffer.byteLength(key) > maxBytes);
  const cursor = new StringCursor(values);
  let long = 0;
  for (let at = 0; at < values.rows; at++) {
    cursor.seek(at);
    const isText = values.bytes[cursor.start] === STRING_TAG;
    if (isLong[keys.indexes.values[at]!] || (isText && cursor.end - cursor.start - 1 > maxBytes)) long++;
  }
  return long;
}

const PREFIXES = [
  ['resource', RESOURCE_LABELS.resourcePrefix],
  ['scope', RESOURCE_LABELS.scopePrefix],
] as const;

/** The labels of a resource with its scope, cut, and how many of either were too long. */
function cutResource({ labels }: { readonly labels: Labels }, maxBytes: number) {
  const counts = { resource: 0, scope: 0 };
  const pairs: [string, string][] = [];
  const taken = new Set<string>();
  for (let i = 0; i < labels.length; i += 2) {
    const [name, value] = [labels[i]!, labels[i + 1]!];
    const [scope, prefix = ''] = PREFIXES.find(([, prefix]) => name.startsWith(prefix)) ?? [];
    const key = scope === undefined ? name : prefix + cutText(name.slice(prefix.length), maxBytes);
    const text = scope !== undefined && value.startsWith('s') ? `s${cutText(value.slice(1), maxBytes)}` : value;
    if (scope !== undefined && (key !== name || text !== value)) counts[scope]++;
    if (!taken.has(key)) pairs.push([key, text]);
    taken.add(key);
  }
  return { pairs, ...counts };
}
