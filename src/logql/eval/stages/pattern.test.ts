import { describe, expect, it } from 'vitest';
import { entryAfter, parsedLabels } from '../../../../test/support/parsed-entry.js';
import { compilePattern } from './pattern.js';

const compile = (pattern: string, wanted?: string[]) =>
  compilePattern({ kind: 'pattern', pattern }, wanted && new Set(wanted));

describe('pattern', () => {
  it.each<[pattern: string, line: string, labels: Record<string, string>]>([
    ['<a>,<b>', 'x,y,z', { a: 'x', b: 'y,z' }],
    ['<a>,<b>,<c>', 'x,,z', { a: 'x', b: '', c: 'z' }],
    ['<a>,<b>,<c>', 'no comma', { a: 'no comma' }],
    ['<a>,<b>', 'x,', { a: 'x', b: '' }],
    ['<_>,<b>', 'x,y', { b: 'y' }],
    ['<_>,<b>', 'no comma', {}],
    ['<a>, ', 'x, y', { a: 'x' }],
    ['at <a> to <b>', 'at home to stay', { a: 'home', b: 'stay' }],
    ['at <a>', 'not at home', {}],
    ['<a>', 'the\nwhole\0line', { a: 'the\nwhole\0line' }],
    ['<a>', '', {}],
    ['<1a> <b>', '<1a> x', { b: 'x' }],
    ['<a>é<b>', '😀é😀', { a: '😀', b: '😀' }],
    ['<service> <_>', 'x y', { service_extracted: 'x' }],
  ])('%s makes labels of %j', (pattern, line, labels) => {
    expect(parsedLabels(entryAfter(compile(pattern), line))).toEqual(labels);
  });

  it('makes only the labels that are needed', () => {
    expect(parsedLabels(entryAfter(compile('<a> <b> <c>', ['b']), 'x y z'))).toEqual({ b: 'y' });
  });

  it.each([
    ['', 'parse error at line 1, col 1: syntax error: unexpected $end, expecting IDENTIFIER or LITERAL'],
    ['text', 'at least one capture is required'],
    ['<_>', 'at least one capture is required'],
    ['<a><b>', "found consecutive capture '<a><b>': invalid expression"],
    ['<a> <_><b>', "found consecutive capture '<_><b>': invalid expression"],
    ['<a> <a>', 'duplicate capture name (a): invalid expression'],
  ])('refuses %j', (pattern, reason) => {
    expect(() => compile(pattern)).toThrow(`parse error : invalid pattern parser: ${reason}`);
  });
});
