import { describe, expect, it } from 'vitest';
import { entryAfter, parsedLabels, readStage } from '../../../../test/support/parsed-entry.js';
import { compileJson } from './json.js';

const labelsOf = (stage: string, line: string) => parsedLabels(entryAfter(compileJson(readStage('json', stage)), line));

describe('json with expressions', () => {
  it.each<[stage: string, line: string, labels: Record<string, string>]>([
    ['| json a', '{"a":1}', { a: '1' }],
    ['| json x="a", y="b"', '{"a":"t\\u00e9","b":null}', { x: 'té', y: '' }],
    ['| json x="a"', '{"b":1}', { x: '' }],
    ['| json x="a"', '{"a":1,"a":2}', { x: '1' }],
    ['| json x="a", x="b"', '{"a":1,"b":2}', { x: '2' }],
    ['| json x="a", x="b"', '{"b":2,"a":1}', { x: '1' }],
    ['| json x="a", y="a"', '{"a":1}', { x: '1', y: '1' }],
    ['| json x="a.b.c"', '{"a":{"b":{"c":"d"}}}', { x: 'd' }],
    ['| json x="a.b"', '{"b":1,"c":{"b":2},"a":{"x":{"b":3},"b":4}}', { x: '4' }],
    ['| json x="a", y="a.b"', '{"a":{"b":1, "c":"\\n"}}', { x: '{"b":1, "c":"\\n"}', y: '1' }],
    ['| json x="a.b"', '{"a":{"c":1},"a":{"b":2}}', { x: '2' }],
    ['| json x="a[1]", y="a[1].b", z="a[9]"', '{"a":[1,{"b":[]}]}', { x: '{"b":[]}', y: '[]', z: '' }],
    ['| json x="a[0][1]"', '{"a":[["p", "q"]]}', { x: 'q' }],
    ['| json x="[1]"', '["a","b"]', { x: 'b' }],
    ['| json x="[\\"a key\\"].b", y="[\\"a.b\\"]"', '{"a key":{"b":1},"a.b":2}', { x: '1', y: '2' }],
    ['| json x="a"', '{"\\u0061":1}', { x: '1' }],
    ['| json service="service"', '{"service":1}', { service_extracted: '1' }],
    ['| json service="service"', '{"a":1}', {}],
    ['| json x="a"', '{"b":[{"a":1}],"c":"\\"a\\":","a":2', { x: '2' }],
    ['| json x="b"', '{"a":1} {"b":2}', { x: '2' }],
    ['| json x="a"', '', {}],
    ['| json x="a"', '"text"', { x: '' }],
    ['| json x="a"', '{"a', { x: '' }],
    ['| json x="a"', '42', { __error__: 'JSONParserErr' }],
    ['| json x="a"', ' {"a":1}', { __error__: 'JSONParserErr' }],
    ['| json x="a"', '{"a":tru}', { x: '', __error__: 'JSONParserErr', __error_details__: 'Unknown value type' }],
    ['| json x="a"', '"a":1', { x: '', __error__: 'JSONParserErr', __error_details__: 'Malformed JSON error' }],
  ])('%s makes labels of %s', (stage, line, labels) => {
    expect(labelsOf(stage, line)).toEqual(labels);
  });

  it.each([
    ['b..c', 'syntax error: unexpected DOT, expecting FIELD'],
    ['', 'syntax error: unexpected $end, expecting LSB or FIELD'],
    ['.a', 'syntax error: unexpected DOT, expecting LSB or FIELD'],
    ['a[', 'syntax error: unexpected $end, expecting STRING or INDEX'],
    ['a[1', 'syntax error: unexpected $end, expecting RSB'],
    ['a b', 'syntax error: unexpected FIELD'],
    ['a-b', 'unexpected char -'],
  ])('refuses the expression %s', (path, reason) => {
    const compile = () => compileJson({ kind: 'json', expressions: [{ name: 'x', path }] });
    expect(compile).toThrow(`parse error : stage '| json x="${path}"' : cannot parse expression [${path}]: ${reason}`);
  });

  it.each([
    ['a long path', `a${'.a'.repeat(2_000)}`, '{"a":'.repeat(200_000)],
    ['many elements', 'a[99999999]', `{"a":[${'1,'.repeat(500_000)}1]}`],
    ['deep arrays', 'a[0][0]', `{"a":${'['.repeat(500_000)}`],
  ])(
    'searches a megabyte for %s in a moment',
    (_, path, line) => {
      const stage = compileJson({ kind: 'json', expressions: [{ name: 'x', path }] });
      expect(parsedLabels(entryAfter(stage, line)).x).toBe('');
    },
    5_000,
  );
});
