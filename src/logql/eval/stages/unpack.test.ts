import { describe, expect, it } from 'vitest';
import { entryAfter, parsedLabels } from '../../../../test/support/parsed-entry.js';
import { compileUnpack } from './unpack.js';

const failed = (details: string) => ({ __error__: 'JSONParserErr', __error_details__: details });

describe('unpack', () => {
  it.each<[line: string, unpacked: string, labels: Record<string, string>]>([
    ['{"_entry":"the \\"line\\"","a":"1","b-c":"2"}', 'the "line"', { a: '1', b_c: '2' }],
    ['{"a":"1","_entry":"","a":"2"}', '', { a: '2' }],
    ['{"_entry":"x","n":5,"t":true,"o":{"p":"q"},"l":["m"],"z":null}', 'x', {}],
    ['{"_entry":"x","service":"y"}', 'x', { service_extracted: 'y' }],
    ['{"a":"no entry"}', '{"a":"no entry"}', {}],
    ['{"_entry":12,"a":"b"}', '{"_entry":12,"a":"b"}', {}],
    ['{"_entry":"x"} behind', 'x', {}],
    ['', '', {}],
    ['text', 'text', failed('expecting json object(6), but it is not')],
    [' {"_entry":"x"}', ' {"_entry":"x"}', failed('expecting json object(6), but it is not')],
    ['{"_entry":"x","a":"b","c', '{"_entry":"x","a":"b","c', failed('Malformed JSON error')],
    ['{"_entry":"x",', '{"_entry":"x",', failed("Value is array, but can't find closing ']' symbol")],
  ])('makes of %s', (line, unpacked, labels) => {
    const entry = entryAfter(compileUnpack({ kind: 'unpack' }), line);
    expect(entry.line).toBe(unpacked);
    expect(parsedLabels(entry)).toEqual(labels);
  });

  it('takes only the labels that are needed', () => {
    const entry = entryAfter(compileUnpack({ kind: 'unpack' }, new Set(['b'])), '{"_entry":"x","a":"1","b":"2"}');
    expect([entry.line, parsedLabels(entry)]).toEqual(['x', { b: '2' }]);
  });
});
