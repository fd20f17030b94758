import { describe, expect, it } from 'vitest';
import { entryAfter, parsedLabels, readStage } from '../../../../test/support/parsed-entry.js';
import { compileLogfmt } from './logfmt.js';

const labelsOf = (stage: string, line: string) =>
  parsedLabels(entryAfter(compileLogfmt(readStage('logfmt', stage)), line));
const failed = (pos: number, reason: string) => ({
  __error__: 'LogfmtParserErr',
  __error_details__: `logfmt syntax error at pos ${pos} : ${reason}`,
});

describe('logfmt', () => {
  it.each<[line: string, labels: Record<string, string>]>([
    ['', {}],
    ['a=1 b=two c="three four" d', { a: '1', b: 'two', c: 'three four' }],
    ['   a=1\tb=2\r\n\0c=3  ', { a: '1', b: '2', c: '3' }],
    ['a=1 a=2 a=3', { a: '1' }],
    ['a= a=1', { a: '1' }],
    ['x="" y= z', {}],
    ['a="x"b="y"', { a: 'x', b: 'y' }],
    [String.raw`a="q \"in\" \\ \/ \n\t\u00e9"`, { a: 'q "in" \\ / \n\té' }],
    [String.raw`a=\ b='s' c=\n`, { a: '\\', b: "'s'", c: '\\n' }],
    ['a="=" b="a=b c=d"', { a: '=', b: 'a=b c=d' }],
    ['ключ=1 b-c=2 1d=3 @e=4', { ____: '1', b_c: '2', _1d: '3', _e: '4' }],
    ['service=x trace_id=2', { service_extracted: 'x', trace_id_extracted: '2' }],
    ['a==1 b=2', { b: '2' }],
    ['=x b=2', { b: '2' }],
    ['"q"=1 b=2', { b: '2' }],
    ['a"b=1 b=2', { b: '2' }],
    ['a=b"c" b=2', { b: '2' }],
    ['a=1 b="never closed c=2', { a: '1' }],
    [String.raw`a="bad \x escape" b=2`, { b: '2' }],
    ['a="tab \t and \\" escape" b=2', { b: '2' }],
    ['a="tab \t alone" b=2', { a: 'tab \t alone', b: '2' }],
    ['a=bro\ufffdken \ufffd=1 b=2', { a: 'bro ken', b: '2' }],
    [String.raw`a="\ud83d half"`, { a: '  half' }],
  ])('makes labels of %j', (line, labels) => {
    expect(labelsOf('| logfmt', line)).toEqual(labels);
  });

  it.each<[stage: string, line: string, labels: Record<string, string>]>([
    ['| logfmt --strict', 'a=1 b', { a: '1' }],
    ['| logfmt --strict', 'a=1 b==2 c=3', { a: '1', ...failed(7, "unexpected '='") }],
    ['| logfmt --strict', '=x', failed(1, "unexpected '='")],
    ['| logfmt --strict', 'é=1 "', { _: '1', ...failed(6, `unexpected '"'`) }],
    ['| logfmt --strict', 'a="x', failed(5, 'unterminated quoted value')],
    ['| logfmt --strict', String.raw`a="\x" b=1`, failed(7, 'invalid quoted value')],
    ['| logfmt --keep-empty', 'x="" y= z y=1', { x: '', y: '', z: '' }],
    ['| logfmt --strict --keep-empty', 'z "', { z: '', ...failed(3, `unexpected '"'`) }],
    ['| logfmt a, x="b"', 'a=1 b=2 c=3', { a: '1', x: '2' }],
    ['| logfmt a, x="b"', 'b=2', { a: '', x: '2' }],
    ['| logfmt x="b_c"', 'b-c=1', { x: '1' }],
    ['| logfmt service', 'service=x', { service_extracted: 'x' }],
    ['| logfmt service', 'a=1', {}],
    ['| logfmt --strict a, b', 'a=1 "', { a: '1', b: '', ...failed(5, `unexpected '"'`) }],
  ])('%s makes labels of %j', (stage, line, labels) => {
    expect(labelsOf(stage, line)).toEqual(labels);
  });

  it.each([
    ['b-c', 'unexpected char -'],
    ['1a', 'unexpected char 1'],
    ['a.b', 'unexpected char .'],
    ['a b', 'syntax error: unexpected KEY'],
    ['', 'syntax error: unexpected $end, expecting KEY'],
  ])('refuses the expression %s', (path, reason) => {
    const expressions = [{ name: 'x', path }];
    const compile = () => compileLogfmt({ kind: 'logfmt', strict: false, keepEmpty: false, expressions });
    expect(compile).toThrow(
      `parse error : stage '| logfmt x="${path}"' : cannot parse expression [${path}]: ${reason}`,
    );
  });

  it.each<[wanted: string[], line: string, labels: Record<string, string>]>([
    [[], 'a=1 "', {}],
    [['b'], 'a=1 b=2 "', { b: '2' }],
    [['b'], 'a=1 "', failed(5, `unexpected '"'`)],
  ])('with %j needed reads of %s no more than that', (wanted, line, labels) => {
    const stage = compileLogfmt(readStage('logfmt', '| logfmt --strict'), new Set(wanted));
    expect(parsedLabels(entryAfter(stage, line))).toEqual(labels);
  });

  it.each([
    ['quotes', '"'.repeat(1_000_000)],
    ['equals signs', '='.repeat(1_000_000)],
    ['half-open values', 'a="'.repeat(300_000)],
    ['keys', Array.from({ length: 100_000 }, (_, i) => `k${i}=1`).join(' ')],
  ])(
    'reads a megabyte of %s in a moment',
    (_, line) => {
      expect(() => labelsOf('| logfmt', line)).not.toThrow();
    },
    5_000,
  );
});
