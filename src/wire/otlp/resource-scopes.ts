import { BytesCache } from '../../lib/bytes-cache.js';
import type { TextInterner } from '../../lib/text-interner.js';
import { AttributePairs } from '../../model/attributes.js';
import { labelsFrom } from '../../model/labels.js';
import type { SeriesIndex, SeriesRef } from '../../model/series.js';
import { RESOURCE_LABELS } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import { type ProtobufReader, WIRE } from '../protobuf/reader.js';
import { readKeyValue } from './any-value.js';

/** Bytes of a resource with its scope that are remembered; larger ones are decoded each time. */
const MAX_CACHED_BYTES = 64 << 10;

/** A range of the request's bytes; `start === end` where the message was absent. */
export interface ByteRange {
  start: number;
  end: number;
}

/** The bytes that say where spans come from. */
export interface ResourceScopeBytes {
  readonly resource: ByteRange;
  readonly resourceSchemaUrl: ByteRange;
  readonly scope: ByteRange;
  readonly scopeSchemaUrl: ByteRange;
}

/**
 * The `SeriesRef` of a resource with its scope. Senders repeat both unchanged, so they are looked up by their raw bytes
 * and decoded only when they are new.
 */
export class ResourceScopes {
  private readonly known = new BytesCache<SeriesRef>(16 << 20);
  private readonly tenantKeys = new Map<Tenant, Buffer>();
  private key = Buffer.allocUnsafe(1024);

  constructor(
    private readonly index: SeriesIndex,
    private readonly attributeKeys: TextInterner,
  ) {}

  intern(reader: ProtobufReader, tenant: Tenant, ranges: ResourceScopeBytes): SeriesRef {
    const length = this.writeKey(reader.buffer, tenant, ranges);
    const known = this.known.get(this.key, 0, length);
    if (known !== undefined) return known;
    const ref = this.index.intern(tenant, labelsFrom(this.decode(reader, ranges)));
    if (length <= MAX_CACHED_BYTES) this.known.set(this.key, 0, length, ref);
    return ref;
  }

  /** Tenant and all ranges, each with its length before it, in `this.key`. */
  private writeKey(buffer: Uint8Array, tenant: Tenant, ranges: ResourceScopeBytes): number {
    const { resource, resourceSchemaUrl, scope, scopeSchemaUrl } = ranges;
    const owner = this.tenantKey(tenant);
    const parts = [resource, resourceSchemaUrl, scope, scopeSchemaUrl];
    let length = owner.length;
    for (const { start, end } of parts) length += 4 + end - start;
    if (length > this.key.length) this.key = Buffer.allocUnsafe(length * 2);
    this.key.set(owner);
    let at = owner.length;
    for (const { start, end } of parts) {
      at = this.key.writeUInt32LE(end - start, at);
      this.key.set(buffer.subarray(start, end), at);
      at += end - start;
    }
    return length;
  }

  private tenantKey(tenant: Tenant): Buffer {
    let key = this.tenantKeys.get(tenant);
    if (key === undefined) {
      if (this.tenantKeys.size >= 1000) this.tenantKeys.clear();
      key = Buffer.from(`${tenant}\0`, 'utf8');
      this.tenantKeys.set(tenant, key);
    }
    return key;
  }

  private decode(reader: ProtobufReader, ranges: ResourceScopeBytes): [string, string][] {
    const labels: [string, string][] = [];
    const resource = new AttributePairs(RESOURCE_LABELS.resourcePrefix);
    const scope = new AttributePairs(RESOURCE_LABELS.scopePrefix);
    const text = ({ start, end }: ByteRange): string =>
      Buffer.from(reader.buffer.subarray(start, end)).toString('utf8');

    this.readMessage(reader, ranges.resource, RESOURCE_FIELDS, resource, labels);
    labels.push([RESOURCE_LABELS.resourceSchemaUrl, text(ranges.resourceSchemaUrl)]);
    this.readMessage(reader, ranges.scope, SCOPE_FIELDS, scope, labels);
    labels.push([RESOURCE_LABELS.scopeSchemaUrl, text(ranges.scopeSchemaUrl)]);
    return [...firstOfEach(resource.pairs), ...firstOfEach(scope.pairs), ...labels];
  }

  private readMessage(
    reader: ProtobufReader,
    range: ByteRange,
    fields: ReadonlyMap<number, string | typeof ATTRIBUTES>,
    attributes: AttributePairs,
    labels: [string, string][],
  ): void {
    reader.position = range.start;
    while (reader.position < range.end) {
      const tag = reader.tag();
      const field = fields.get(tag);
      if (field === undefined) reader.skip(tag);
      else if (field === ATTRIBUTES) readKeyValue(reader, reader.message(), attributes, this.attributeKeys);
      else if ((tag & 7) === WIRE.bytes) labels.push([field, reader.string()]);
      else labels.push([field, countText(reader.uint32())]);
    }
    reader.expectEnd(range.end);
  }
}

const ATTRIBUTES = Symbol('attributes');

/** Fields of Resource and of InstrumentationScope, with the label each becomes. */
const RESOURCE_FIELDS: ReadonlyMap<number, string | typeof ATTRIBUTES> = new Map<number, string | typeof ATTRIBUTES>([
  [(1 << 3) | WIRE.bytes, ATTRIBUTES],
  [(2 << 3) | WIRE.varint, RESOURCE_LABELS.resourceDropped],
]);
const SCOPE_FIELDS: ReadonlyMap<number, string | typeof ATTRIBUTES> = new Map<number, string | typeof ATTRIBUTES>([
  [(1 << 3) | WIRE.bytes, RESOURCE_LABELS.scopeName],
  [(2 << 3) | WIRE.bytes, RESOURCE_LABELS.scopeVersion],
  [(3 << 3) | WIRE.bytes, ATTRIBUTES],
  [(4 << 3) | WIRE.varint, RESOURCE_LABELS.scopeDropped],
]);

/** Labels have no empty values: a count of 0 is the same as none. */
export const countText = (count: number): string => (count === 0 ? '' : String(count));

/** Attributes have each key once; of a key that comes twice the first value counts, as on spans. */
export function firstOfEach(pairs: readonly [string, string][]): [string, string][] {
  const seen = new Map<string, string>();
  for (const [key, value] of pairs) if (!seen.has(key)) seen.set(key, value);
  return [...seen];
}
