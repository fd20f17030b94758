import { describe, expect, it } from 'vitest';
import { entryAfter, parsedLabels } from '../../../../test/support/parsed-entry.js';
import { compileRegexp } from './regexp.js';

const compile = (pattern: string, wanted?: string[]) =>
  compileRegexp({ kind: 'regexp', pattern }, wanted && new Set(wanted));

describe('regexp', () => {
  it.each<[pattern: string, line: string, labels: Record<string, string>]>([
    ['(?P<a>\\d+)', 'x 12 34', { a: '12' }],
    ['(?P<a>\\d+)', 'none', {}],
    ['(\\d+)-(?P<a>\\d+)', '1-2', { a: '2' }],
    ['(?P<a>x)?(?P<b>.)', 'yz', { a: '', b: 'y' }],
    ['(?P<a>.*)$', 'two\nlines', { a: 'lines' }],
    ['(?s)(?P<a>.*)', 'two\nlines', { a: 'two\nlines' }],
    ['(?i)(?P<a>ERR)', 'an Err', { a: 'Err' }],
    ['(?P<a>.)x', 'é😀x', { a: '😀' }],
    ['(?P<1x>.)', 'a', { _1x: 'a' }],
    ['(?P<service>.)', 'a', { service_extracted: 'a' }],
    ['(?<a>.)', 'a', { a: 'a' }],
  ])('%s makes labels of %j', (pattern, line, labels) => {
    expect(parsedLabels(entryAfter(compile(pattern), line))).toEqual(labels);
  });

  it('makes only the labels that are needed', () => {
    expect(parsedLabels(entryAfter(compile('(?P<a>.)(?P<b>.)', ['b']), 'xy'))).toEqual({ b: 'y' });
  });

  it.each([
    ['no groups', 'at least one named capture must be supplied'],
    ['(?P<a>.)(?P<a>.)', "duplicate extracted label name 'a'"],
    ['(', 'error parsing regexp: missing closing ): `(`'],
    ['(?P<a-b>.)', 'error parsing regexp: invalid named capture: `(?P<a-b>`'],
    ['(?P<a>(?:x{900}){900})', 'error parsing regexp: invalid repeat count: `{900}`'],
  ])('refuses %s', (pattern, reason) => {
    expect(() => compile(pattern)).toThrow(`parse error : invalid regexp parser: ${reason}`);
  });

  it('takes time in proportion to the line', () => {
    const entry = entryAfter(compile('(?P<a>(x+x+)+y)'), 'x'.repeat(100_000));
    expect(parsedLabels(entry)).toEqual({});
  }, 10_000);
});
