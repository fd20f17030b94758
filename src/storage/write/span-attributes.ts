import { LRUCache } from 'lru-cache';
import { SmallColumn, StringColumn } from '../../model/columns.js';
import type { SpanBatch } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import type { AttributePath, TypedAttributes } from '../../model/typed-attributes.js';
import { NativeBlockWriter } from '../native/block-writer.js';
import { AttributeTypes } from '../span-attribute-types.js';
import { type EncodedRows, tableLayout } from './table.js';

const TABLE = tableLayout('span_attributes', {
  tenant: 'LowCardinality(String)',
  key: 'String',
  day: 'Int32',
  types: 'UInt16',
});

/** What a batch has that the store does not know of a day. */
export interface AnnouncedAttribute {
  readonly key: string;
  readonly day: number;
  readonly types: AttributeTypes;
}

/** Keys and days of tenants that are remembered, some 150 bytes each; of others the store is told again. */
const MAX_KNOWN = 50_000;

/** Of which attributes of which days the store knows. */
export class KnownAttributes {
  private readonly known = new LRUCache<string, AttributeTypes>({ max: MAX_KNOWN });

  /** What the store is to be told with this batch, each key for all days of the batch. */
  unknown({
    tenant,
    attributes,
    resources,
  }: Pick<SpanBatch, 'tenant' | 'attributes' | 'resources'>): AnnouncedAttribute[] {
    const announced: AnnouncedAttribute[] = [];
    for (const [key, types] of typesOf(attributes)) {
      for (const day of resources.days) {
        if (this.known.get(placeOf(tenant, day, key))?.includes(types) !== true) announced.push({ key, day, types });
      }
    }
    return announced;
  }

  /** To be called once the store has them: other batches that come before announce them too. */
  note(tenant: Tenant, announced: readonly AnnouncedAttribute[]): void {
    for (const { key, day, types } of announced) {
      const place = placeOf(tenant, day, key);
      this.known.set(place, (this.known.get(place) ?? AttributeTypes.NONE).and(types));
    }
  }
}

const placeOf = (tenant: Tenant, day: number, key: string): string => `${day}/${tenant}/${key}`;

function* typesOf({ paths, rest }: TypedAttributes): Generator<readonly [string, AttributeTypes]> {
  for (const [key, { values }] of paths) yield [key, new AttributeTypes(bitsOf(values))];
  if (rest.keys.rows > 0) yield ['', AttributeTypes.IN_REST];
}

const bitsOf = (values: AttributePath['values']): number =>
  values.reduce((bits, ofType, i) => (ofType === undefined ? bits : bits | (1 << i)), 0);

export function encodeSpanAttributes(tenant: Tenant, announced: readonly AnnouncedAttribute[]): EncodedRows[] {
  if (announced.length === 0) return [];
  const keys = new StringColumn(announced.length * 32);
  const days = new SmallColumn(Int32Array, announced.length);
  const types = new SmallColumn(Uint16Array, announced.length);
  for (const attribute of announced) {
    keys.appendText(attribute.key);
    days.append(attribute.day);
    types.append(attribute.types.bits);
  }
  const block = new NativeBlockWriter(announced.length)
    .constant('tenant', tenant)
    .string('key', keys)
    .small('day', 'Int32', days)
    .small('types', 'UInt16', types);
  return [{ table: TABLE, rows: announced.length, chunks: block.finish(), bytes: block.size }];
}
