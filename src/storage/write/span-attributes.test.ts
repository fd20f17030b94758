import { describe, expect, it } from 'vitest';
import type { SpanBatch } from '../../model/spans.js';
import { TypedAttributes } from '../../model/typed-attributes.js';
import { KnownAttributes } from './span-attributes.js';

const DAYS = [7, 8];

/** A batch of one span on two days. `put`: its attributes. */
function batch(put: (attributes: TypedAttributes) => void, tenant = 't'): Parameters<KnownAttributes['unknown']>[0] {
  const attributes = new TypedAttributes();
  put(attributes);
  attributes.endRow();
  return { tenant, attributes, resources: { days: new Set(DAYS) } as SpanBatch['resources'] };
}

const text = batch((attributes) => attributes.text('key', 's', 'value'));
const integer = batch((attributes) => attributes.text('key', 'i', '1'));
const odd = batch((attributes) => attributes.text('', 's', 'value'));

describe('attributes that the store is told of', () => {
  it.each([
    ['a text', text, 'key', 1],
    ['an integer', integer, 'key', 2],
    ['an array', batch((a) => a.text('key', 'a', '{"arrayValue":{"values":[{"boolValue":true}]}}')), 'key', 128],
    ['bytes', batch((a) => a.text('key', 'x', 'AA==')), 'key', 256],
    ['a key that is no path', odd, '', 512],
  ])('%s', (_, spans, key, bits) => {
    const announced = new KnownAttributes().unknown(spans);
    expect(announced.map(({ types, ...rest }) => ({ ...rest, bits: types.bits }))).toEqual(
      DAYS.map((day) => ({ key, day, bits })),
    );
  });

  it('are new until they are stored, then a type or a tenant that is new', () => {
    const known = new KnownAttributes();
    const announced = known.unknown(text);
    expect(known.unknown(text)).toEqual(announced);
    known.note('t', announced);
    expect(known.unknown(text)).toEqual([]);
    expect(known.unknown(integer)).toHaveLength(2);
    expect(known.unknown({ ...text, tenant: 'u' })).toHaveLength(2);
    known.note('t', known.unknown(integer));
    expect([...known.unknown(text), ...known.unknown(integer)]).toEqual([]);
  });
});
