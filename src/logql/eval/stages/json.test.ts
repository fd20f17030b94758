import { describe, expect, it } from 'vitest';
import { entryAfter, parsedLabels } from '../../../../test/support/parsed-entry.js';
import { compileJson } from './json.js';

const NO_OBJECT = "Value looks like object, but can't find closing '}' symbol";
const NO_ARRAY = "Value is array, but can't find closing ']' symbol";
const NO_STRING = `Value is string, but can't find closing '"' symbol`;

const stage = compileJson({ kind: 'json', expressions: [] });
const labelsOf = (line: string) => parsedLabels(entryAfter(stage, line));
const failed = (details: string) => ({ __error__: 'JSONParserErr', __error_details__: details });

describe('json', () => {
  it.each<[line: string, labels: Record<string, string>]>([
    ['{}', {}],
    ['  {"a":1}  ', { a: '1' }],
    ['{"a":1} trailing', { a: '1' }],
    ['{"a":1}{"a":2,"b":3}', { a: '1' }],
    ['{"a":1,}', { a: '1' }],
    ['{"a" : "x" ,\r\n\t"b":\n2 }', { a: 'x', b: '2' }],
    [
      '{"n":12345678901234567890,"f":1.50,"e":-3e2,"z":-0.0,"h":1abc}',
      { n: '12345678901234567890', f: '1.50', e: '-3e2', z: '-0.0', h: '1abc' },
    ],
    ['{"t":true,"f":false,"n":null}', { t: 'true', f: 'false' }],
    ['{"arr":[1,{"a":2},"]"],"obj":{},"s":""}', { s: '' }],
    ['{"a":1,"a":2}', { a: '1' }],
    ['{"a":{"b":1},"a_b":2}', { a_b: '1' }],
    ['{"a_b":2,"a":{"b":1}}', { a_b: '2' }],
    ['{"a":{"b":{"c":"d","e":[{}],"f":{}},"g":1},"h":2}', { a_b_c: 'd', a_g: '1', h: '2' }],
    ['{"1a":1,"b-c":2," d ":3,"é":4,"😀":5,"":6}', { _1a: '1', b_c: '2', d: '3', _: '4' }],
    ['{"1":{"2":{"a b":3}}}', { _1_2_a_b: '3' }],
    ['{"":{"a":1},"b":{"":2}}', { a: '1', b: '2' }],
    ['{"service":"x","trace_id":2,"level":3}', { service_extracted: 'x', trace_id_extracted: '2', level: '3' }],
    ['{"__error__":"mine"}', { __error__: 'mine' }],
  ])('makes labels of %s', (line, labels) => {
    expect(labelsOf(line)).toEqual(labels);
  });

  it.each<[written: string, value: string]>([
    [String.raw`\"q\" \\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00`, '"q" \\ / \b\f\n\r\t é 😀'],
    [String.raw`{\"a\":\"}\"}`, '{"a":"}"}'],
    ['raw \t tab and \0', 'raw \t tab and \0'],
    [String.raw`\x`, ''],
    [String.raw`\u12g4`, ''],
    [String.raw`\ud83d alone`, ''],
    [String.raw`\ude00\ud83d`, ''],
    ['broken \ufffd bytes', 'broken   bytes'],
    [
      'a long text of more than sixteen characters, \\"quoted\\" \\\\',
      'a long text of more than sixteen characters, "quoted" \\',
    ],
    ['\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[0m'],
  ])('reads the string "%s"', (written, value) => {
    expect(labelsOf(`{"v":"${written}","w":1}`)).toEqual({ v: value, w: '1' });
  });

  it.each<[line: string, labels: Record<string, string>]>([
    ['', failed(NO_OBJECT)],
    ['text', failed(NO_OBJECT)],
    ['[1]', failed(NO_OBJECT)],
    ["{'a':1}", failed(NO_OBJECT)],
    ['{"a":"x";"b":2}', { a: 'x', ...failed(NO_OBJECT) }],
    ['{"a":1,"b":{"c":1', { a: '1', ...failed(NO_OBJECT) }],
    ['{"a":1,"b":[1', { a: '1', ...failed(NO_ARRAY) }],
    ['{"a":1,', { a: '1', ...failed(NO_ARRAY) }],
    ['{"a":1', { a: '1', ...failed(NO_ARRAY) }],
    ['{"a":"x', failed(NO_STRING)],
    ['{"a":"x\\"', failed(NO_STRING)],
    ['{', failed('Malformed JSON error')],
    ['{"a', failed('Malformed JSON error')],
    ['{"a"', failed('Malformed JSON error')],
    ['{"a":', failed('Malformed JSON error')],
    ['{"a" 1}', failed('Malformed JSON error')],
    ['{"a":{"b" 1},"c":2}', failed('Malformed JSON error')],
    ['{"a":tru}', failed('Unknown value type')],
    ['{"a":}', failed('Unknown value type')],
    ['{"a":nul', failed('Unknown value type')],
    ['{"\\x":1}', failed('Encountered an invalid escape sequence in a string')],
  ])('tells what is wrong with %s', (line, labels) => {
    expect(labelsOf(line)).toEqual(labels);
  });

  it('knows keys again whatever order they come in', () => {
    const lines = ['{"a":1,"b":2}', '{"b":3,"a":4}', '{"a":5,"c":6,"b":7}', '{"a":{"b":8}}', '{"a":9,"b":{"a":1}}'];
    expect(lines.map(labelsOf)).toEqual([
      { a: '1', b: '2' },
      { a: '4', b: '3' },
      { a: '5', b: '7', c: '6' },
      { a_b: '8' },
      { a: '9', b_a: '1' },
    ]);
  });

  it('leaves a label alone that an earlier stage has set', () => {
    const entry = entryAfter(() => true, '{"a":1,"b":2}');
    entry.labels.set('parsed', 'a', 'first');
    stage(entry);
    expect(parsedLabels(entry)).toEqual({ a: 'first', b: '2' });
  });

  it.each<[wanted: string[], line: string, labels: Record<string, string>]>([
    [[], '{"a":1} [', {}],
    [['b'], '{"a":1,"b":2,"b":3', { b: '2' }],
    [['b'], '{"a":1,"c":[', failed(NO_ARRAY)],
    [['b_c'], '{"b":{"a":1,"c":{"d":1}},"b_c":2,"x', { b_c: '2' }],
    [['b_c'], '{"x":{"b_c":1},"b":{"c":3}}', { b_c: '3' }],
    [['service'], '{"service":1}', {}],
    [['service_extracted'], '{"service":1}', { service_extracted: '1' }],
    [['a', '__error__'], '{"a":1', { a: '1', ...failed(NO_ARRAY) }],
  ])('with %j needed reads of %s no more than that', (wanted, line, labels) => {
    const reader = compileJson({ kind: 'json', expressions: [] }, new Set(wanted));
    expect(parsedLabels(entryAfter(reader, line))).toEqual(labels);
  });

  it.each([
    ['deep objects', '{"a":'.repeat(200_000)],
    ['deep objects that end', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['deep objects without names', `${'{"":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['deep arrays', `{"a":${'['.repeat(500_000)}`],
    ['many fields below a long key', `{"${'k'.repeat(500_000)}":{${'"a":1,'.repeat(50_000)}}}`],
    ['many keys', `{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":${i}`).join()}}`],
    ['many backslashes', `{"a":"${'\\'.repeat(999_999)}"`],
    ['many escaped quotes', `{"a":"${'\\"'.repeat(500_000)}`],
    ['half-closed strings', '{"a":1,"'.repeat(100_000)],
  ])(
    'reads a megabyte of %s in a moment',
    (_, line) => {
      expect(() => labelsOf(line)).not.toThrow();
    },
    5_000,
  );
});
