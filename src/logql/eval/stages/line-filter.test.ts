import { describe, expect, it } from 'vitest';
import type { LineFilter } from '../../ast.js';
import { EntryLabels } from '../entry-labels.js';
import { pipelineEntry } from '../stage.js';
import { compileLineFilter } from './line-filter.js';

const filter = (op: LineFilter['op'], values: readonly string[], isIp = false): LineFilter => ({
  kind: 'line-filter',
  op,
  alternatives: values.map((value) => ({ value, isIp })),
});

const passes = (of: LineFilter, line: string): boolean =>
  compileLineFilter(of)(pipelineEntry(new EntryLabels([], []), line));

describe('line filter', () => {
  it.each<[LineFilter['op'], string[], string, boolean]>([
    ['|=', ['fox'], 'The quick brown fox', true],
    ['|=', ['FOX'], 'The quick brown fox', false],
    ['|=', [''], '', true],
    ['!=', [''], '', false],
    ['!=', [''], 'x', false],
    ['|=', ['a', 'b'], 'xb', true],
    ['|=', ['a', 'b'], 'x', false],
    ['!=', ['a', 'b'], 'xb', false],
    ['!=', ['a', 'b'], 'x', true],
    ['|=', ['\0'], 'null byte \0 here', true],
    ['|=', ['line\r\n'], 'multi\nline\r\nentry', true],
    ['|=', ['😀'], 'emoji 😀', true],
    ['|~', [''], '', true],
    ['|~', ['fox|dog'], 'a dog', true],
    ['|~', ['^fox'], 'a fox', false],
    ['|~', ['(?i)QUICK'], 'quick', true],
    ['|~', ['(?i)quick|fox'], 'a FOX', true],
    ['|~', ['(?i)ünïcödé żółć'], 'ünïcödé ŻÓŁĆ ıİſK', true],
    ['|~', ['(?i)k'], 'K', true],
    ['|~', ['(?i)s'], 'ſ', true],
    ['|~', ['(?i)i'], 'İ', false],
    ['|~', ['multi.line'], 'multi\nline', false],
    ['|~', ['(?s)multi.line'], 'multi\nline', true],
    ['|~', ['(?m)^line'], 'multi\nline', true],
    ['|~', ['.*fox.*'], 'x\nfox\n', true],
    ['|~', ['^x{200}$'], 'x'.repeat(200), true],
    ['|~', ['\\bfox\\b'], 'a fox.', true],
    ['|~', ['^a+$', '^tab'], 'tab here', true],
    ['!~', ['^a+$', '^t'], 'tab', false],
    ['!~', ['^a+$', '^t'], 'b', true],
    ['|>', ['error: <_>', 'Error: <_>'], 'Error: x', true],
    ['!>', ['error: <_>', '<_>a<_>'], 'xaz', false],
    ['!>', ['error: <_>', '<_>a<_>'], 'aaa', true],
    ['|>', [''], 'x', false],
  ])('%s %j over %j: %s', (op, values, line, answer) => expect(passes(filter(op, values), line)).toBe(answer));

  it('finds addresses', () => {
    expect(passes(filter('|=', ['10.0.0.0/8', '::1'], true), 'from 10.1.2.3')).toBe(true);
    expect(passes(filter('!=', ['10.0.0.0/8', '::1'], true), 'from 10.1.2.3')).toBe(false);
    expect(passes(filter('!=', ['10.0.0.0/8', '::1'], true), 'from nowhere')).toBe(true);
  });

  it.each<[LineFilter, string]>([
    [filter('|~', ['(']), `parse error : stage '|~ "("' : error parsing regexp: missing closing ): \`(\``],
    [filter('|=', ['10.0']), ''],
    [filter('|=', ['10.0'], true), `parse error : stage '|= ip("10.0")' : ip: invalid pattern: "10.0"`],
    [filter('|~', ['1.2.3.4'], true), `parse error : stage '|~ ip("1.2.3.4")' : ip: invalid operation`],
    [filter('|>', ['<a>']), `parse error : stage '|> "<a>"' : named captures are not allowed: found '<a>'`],
  ])('%j: %s', (of, message) => {
    if (message === '') expect(() => compileLineFilter(of)).not.toThrow();
    else expect(() => compileLineFilter(of)).toThrow(expect.objectContaining({ code: 'invalid_argument', message }));
  });

  it('names the filters in a row where one of them is wrong', () => {
    const bad = filter('|~', ['^(ab){15000}$']);
    expect(() => compileLineFilter(bad, [filter('|=', ['ab']), bad])).toThrow(
      `parse error : stage '|= "ab" |~ "^(ab){15000}$"' : error parsing regexp: invalid repeat count: \`{15000}\``,
    );
  });
});
