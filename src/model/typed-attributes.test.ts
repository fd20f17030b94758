import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_TYPES, TypedAttributes } from './typed-attributes.js';

const text = Buffer.from('value');

describe('TypedAttributes', () => {
  it('keeps rows, types and values of each key apart', () => {
    const attributes = new TypedAttributes();
    attributes.bytes('a', text, 0, 5);
    attributes.endRow();
    attributes.endRow();
    attributes.text('a', 'i', '-9007199254740993');
    attributes.double('b', 0.5);
    attributes.endRow();
    const path = attributes.paths.get('a')!;
    expect([...path.rows.values.subarray(0, 2)]).toEqual([0, 2]);
    expect([...path.types.values.subarray(0, 2)].map((type) => ATTRIBUTE_TYPES[type])).toEqual(['String', 'Int64']);
    expect([...path.wide(1).words.subarray(0, 2)]).toEqual([0xffffffff, 0xffdfffff]);
    expect(attributes.rows).toBe(3);
  });

  it('counts the first of several values under one key', () => {
    const attributes = new TypedAttributes();
    attributes.bool('a', true);
    attributes.bytes('a', text, 0, 5);
    attributes.endRow();
    expect(attributes.paths.get('a')!.rows.rows).toBe(1);
    expect(attributes.paths.get('a')!.values[0]).toBeUndefined();
  });

  it.each([
    ['{"arrayValue":{"values":[{"stringValue":"x"},{"stringValue":"y"}]}}', 'Array(String)'],
    ['{"arrayValue":{"values":[{"intValue":"1"}]}}', 'Array(Int64)'],
    ['{"arrayValue":{"values":[{"doubleValue":1.5},{"doubleValue":"NaN"}]}}', 'Array(Float64)'],
    ['{"arrayValue":{"values":[{"boolValue":false}]}}', 'Array(Bool)'],
    ['{"arrayValue":{"values":[{"stringValue":"x"},{"intValue":"1"}]}}', 'Tuple(otlp String)'],
    ['{"arrayValue":{"values":[]}}', 'Tuple(otlp String)'],
    ['{"kvlistValue":{"values":[]}}', 'Tuple(otlp String)'],
  ])('stores %s as %s', (json, type) => {
    const attributes = new TypedAttributes();
    attributes.text('a', 'a', json);
    attributes.endRow();
    expect(ATTRIBUTE_TYPES[attributes.paths.get('a')!.types.values[0]!]).toBe(type);
  });

  it('puts keys beyond the bound aside, so that many keys do not cost rows times keys', () => {
    const attributes = new TypedAttributes();
    for (let key = 0; key < 600; key++) {
      attributes.integer(`k${key}`, key, 0);
      attributes.endRow();
    }
    expect(attributes.paths.size).toBe(512);
    expect(attributes.rest.keys.rows).toBe(88);
    expect(attributes.rest.rows).toBe(600);
  });
});
