import { describe, expect, it } from 'vitest';
import { TextInterner } from '../../lib/text-interner.js';
import { type AttributeSink, type AttributeTag, integerText } from '../../model/attributes.js';
import { ProtobufReader } from '../protobuf/reader.js';
import { ProtobufWriter } from '../protobuf/writer.js';
import { readKeyValue } from './any-value.js';
import { writeAnyValue } from './any-value-encode.js';
import { putJsonAttributes } from './any-value-from-json.js';
import { anyValueOf } from './any-value-json.js';
import { anyValueText } from './any-value-text.js';

class Recorded implements AttributeSink {
  readonly pairs: [key: string, tag: AttributeTag, value: string][] = [];
  bytes(key: string, source: Uint8Array, start: number, end: number): void {
    this.pairs.push([key, 's', Buffer.from(source.subarray(start, end)).toString()]);
  }
  integer(key: string, low: number, high: number): void {
    this.text(key, 'i', integerText(low, high));
  }
  double(key: string, value: number): void {
    this.text(key, 'd', Object.is(value, -0) ? '-0' : String(value));
  }
  bool(key: string, value: boolean): void {
    this.text(key, 'b', String(value));
  }
  text(key: string, tag: AttributeTag, value: string): void {
    this.pairs.push([key, tag, value]);
  }
}

function fromProtobuf(bytes: Uint8Array): Recorded['pairs'] {
  const sink = new Recorded();
  readKeyValue(new ProtobufReader(bytes), bytes.length, sink, new TextInterner());
  return sink.pairs;
}

function fromJson(value: unknown): Recorded['pairs'] {
  const sink = new Recorded();
  putJsonAttributes([{ key: 'k', value }], sink);
  return sink.pairs;
}

const nested = (depth: number): Buffer => {
  let value: Buffer = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) {
    const array = new ProtobufWriter();
    array.message(5, (list) => list.bytesAlways(1, value));
    value = array.finish();
  }
  const pair = new ProtobufWriter();
  pair.bytesAlways(2, value);
  return pair.finish();
};

/** JSON as sent, tag, stored text, plain text. */
const VALUES: [unknown, AttributeTag, string, string][] = [
  [{ stringValue: 'GET' }, 's', 'GET', 'GET'],
  [{ stringValue: '' }, 's', '', ''],
  [{ intValue: '200' }, 'i', '200', '200'],
  [{ intValue: -1 }, 'i', '-1', '-1'],
  [{ intValue: '9223372036854775807' }, 'i', '9223372036854775807', '9223372036854775807'],
  [{ intValue: '-9223372036854775808' }, 'i', '-9223372036854775808', '-9223372036854775808'],
  [{ intValue: '-4294967297' }, 'i', '-4294967297', '-4294967297'],
  [{ doubleValue: 1.75 }, 'd', '1.75', '1.75'],
  [{ doubleValue: 1e21 }, 'd', '1e+21', '1e+21'],
  [{ doubleValue: 'NaN' }, 'd', 'NaN', 'NaN'],
  [{ doubleValue: '-Infinity' }, 'd', '-Infinity', '-Inf'],
  [{ doubleValue: '-0' }, 'd', '-0', '-0'],
  [{ boolValue: true }, 'b', 'true', 'true'],
  [{ boolValue: false }, 'b', 'false', 'false'],
  [{ bytesValue: 'AAH/' }, 'x', 'AAH/', 'AAH/'],
  [{}, 'n', '', ''],
  [null, 'n', '', ''],
  [{ arrayValue: {} }, 'a', '{"arrayValue":{}}', '[]'],
  [{ kvlistValue: { values: [] } }, 'a', '{"kvlistValue":{}}', '{}'],
  [
    { arrayValue: { values: [{ stringValue: '<a>' }, { intValue: '9007199254740993' }, { doubleValue: 0.5 }, {}] } },
    'a',
    '{"arrayValue":{"values":[{"stringValue":"<a>"},{"intValue":"9007199254740993"},{"doubleValue":0.5},{}]}}',
    '["\\u003ca\\u003e",9007199254740993,0.5,null]',
  ],
  [
    {
      kvlistValue: {
        values: [
          { key: 'z', value: { boolValue: true } },
          { key: 'a', value: { arrayValue: { values: [{ bytesValue: 'AA==' }, { doubleValue: 'Infinity' }] } } },
        ],
      },
    },
    'a',
    '{"kvlistValue":{"values":[{"key":"z","value":{"boolValue":true}},{"key":"a","value":{"arrayValue":{"values":[{"bytesValue":"AA=="},{"doubleValue":"Infinity"}]}}}]}}',
    '{"a":["AA==","+Inf"],"z":true}',
  ],
];

describe('AnyValue', () => {
  it.each(VALUES)('%j', (value, tag, text, plain) => {
    expect(fromJson(value)).toEqual([['k', tag, text]]);
    expect(anyValueText(tag, text)).toBe(plain);
    const pair = new ProtobufWriter();
    pair.string(1, 'k');
    pair.message(2, (any) => writeAnyValue(any, anyValueOf(tag, text)));
    expect(fromProtobuf(pair.finish())).toEqual([['k', tag, text]]);
  });

  it('takes the value before the key, and a key without a value', () => {
    expect(fromProtobuf(Buffer.from([0x12, 0x03, 0x0a, 0x01, 0x76, 0x0a, 0x01, 0x6b]))).toEqual([['k', 's', 'v']]);
    expect(fromProtobuf(Buffer.from([0x0a, 0x01, 0x6b]))).toEqual([['k', 'n', '']]);
  });

  it('bounds depth and number of elements', () => {
    expect(fromProtobuf(nested(64))[0]![1]).toBe('a');
    expect(() => fromProtobuf(nested(66))).toThrow('nested deeper than 64 levels');
    let deep: unknown = {};
    for (let i = 0; i < 100; i++) deep = { arrayValue: { values: [deep] } };
    expect(() => fromJson(deep)).toThrow('nested deeper than 64 levels');
    expect(() => fromJson({ arrayValue: { values: new Array(70_000).fill({}) } })).toThrow('more than 65536 elements');
  });

  it.each([
    [{ intValue: '1.5' }, 'intValue must be an integer or its decimal text, not "1.5"'],
    [{ intValue: '9223372036854775808' }, 'intValue must be between -9223372036854775808 and 9223372036854775807'],
    [{ stringValue: 5 }, 'stringValue must be a string, not 5'],
    [{ doubleValue: 'x' }, 'doubleValue must be a number, not "x"'],
    [{ boolValue: 'true' }, 'boolValue must be true or false'],
    [{ arrayValue: [] }, 'arrayValue must be an object, not an array'],
    ['text', 'value must be an object, not "text"'],
  ])('refuses %j', (value, message) => {
    expect(() => fromJson(value)).toThrow(message);
  });

  it('refuses a field that reaches beyond its message', () => {
    expect(() => fromProtobuf(Buffer.from([0x12, 0x02, 0x0a, 0x05, 1, 2, 3, 4, 5]))).toThrow('invalid protobuf');
  });
});
