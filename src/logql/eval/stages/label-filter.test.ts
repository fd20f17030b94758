import { describe, expect, it } from 'vitest';
import type { ComparisonOperator, LabelFilter } from '../../ast.js';
import { EntryLabels } from '../entry-labels.js';
import { pipelineEntry } from '../stage.js';
import { compileFilter } from './label-filter.js';

const text = (name: string, op: '=' | '!=' | '=~' | '!~', value: string): LabelFilter => ({
  kind: 'text',
  matcher: { name, op, value },
});
const number = (name: string, op: ComparisonOperator, value: number): LabelFilter => ({
  kind: 'number',
  name,
  op,
  value,
});
const duration = (op: ComparisonOperator, value: number): LabelFilter => ({
  kind: 'duration',
  name: 'v',
  op,
  value,
  text: '',
});
const bytes = (op: ComparisonOperator, value: number): LabelFilter => ({
  kind: 'bytes',
  name: 'v',
  op,
  value,
  text: '',
});
const ip = (op: '=' | '!=', value: string): LabelFilter => ({ kind: 'ip', name: 'v', op, value });
const both = (left: LabelFilter, right: LabelFilter): LabelFilter => ({ kind: 'and', left, right });
const either = (left: LabelFilter, right: LabelFilter): LabelFilter => ({ kind: 'or', left, right });

function judge(filter: LabelFilter, labels: readonly string[]): string {
  const entry = pipelineEntry(new EntryLabels([], labels));
  const passes = compileFilter(filter)(entry);
  return `${passes ? 'passes' : 'dropped'}${entry.labels.error === undefined ? '' : `: ${entry.labels.errorDetails}`}`;
}

describe('label filter', () => {
  it.each<[LabelFilter, string, string]>([
    [text('v', '=', 'a'), 'a', 'passes'],
    [text('v', '!=', 'a'), 'a', 'dropped'],
    [text('v', '=~', 'a.c'), 'a\nc', 'passes'],
    [text('v', '=~', 'b'), 'abc', 'dropped'],
    [text('v', '!~', '1.*'), '2', 'passes'],
    [text('missing', '=', ''), 'a', 'passes'],
    [text('missing', '=~', '.*'), 'a', 'passes'],
    [text('missing', '!=', ''), 'a', 'dropped'],
    [number('v', '==', 1), '1.0', 'passes'],
    [number('v', '!=', 100), 'NaN', 'passes'],
    [number('v', '>', 2.5), 'Inf', 'passes'],
    [number('v', '>', 2.5), '1_000', 'passes'],
    [number('v', '<', 2.5), '-3', 'passes'],
    [number('v', '>=', 12), '00012', 'passes'],
    [number('v', '<=', 12), '13', 'dropped'],
    [number('missing', '!=', 1), '1', 'dropped'],
    [number('v', '==', 1), '0x1F', 'passes: strconv.ParseFloat: parsing "0x1F": invalid syntax'],
    [number('v', '==', 1), '1e400', 'passes: strconv.ParseFloat: parsing "1e400": value out of range'],
    [number('v', '==', 1), '', 'passes: strconv.ParseFloat: parsing "": invalid syntax'],
    [duration('>', 1e9), '1.5s', 'passes'],
    [duration('<', 1e6), '5µs', 'passes'],
    [duration('<', 1e6), '10', 'passes: time: missing unit in duration "10"'],
    [duration('<', 1e6), '1d', 'passes: time: unknown unit "d" in duration "1d"'],
    [bytes('>', 1000), '1KiB', 'passes'],
    [bytes('==', 1024), '1KB', 'passes'],
    [bytes('==', 1024), '1KiB', 'dropped'],
    [bytes('<', 1e6), '-1KB', 'passes: strconv.ParseFloat: parsing "": invalid syntax'],
    [bytes('<', 1e6), '1e3', 'passes: unhandled size name: e3'],
    [ip('=', '10.0.0.0/8'), '10.200.0.1', 'passes'],
    [ip('!=', '10.0.0.0/8'), '10.200.0.1', 'dropped'],
    [ip('!=', '10.0.0.0/8'), 'nothing', 'passes'],
    [ip('=', '10.0.0.0/8'), 'nothing', 'dropped'],
  ])('%j of %j: %s', (filter, value, answer) => expect(judge(filter, ['v', value])).toBe(answer));

  it('lets an entry that failed pass by all but texts', () => {
    const failing = number('v', '>', 1);
    expect(judge(both(failing, number('v', '<', 0)), ['v', 'abc'])).toMatch(/^passes: /);
    expect(judge(both(failing, ip('=', '1.1.1.1')), ['v', 'abc'])).toMatch(/^passes: /);
    expect(judge(both(failing, text('__error__', '=', '')), ['v', 'abc'])).toMatch(/^dropped: /);
    expect(judge(both(failing, text('__error__', '=', 'LabelFilterErr')), ['v', 'abc'])).toMatch(/^passes: /);
    expect(judge(both(failing, text('__error_details__', '=~', '.*invalid syntax')), ['v', 'abc'])).toMatch(
      /^passes: /,
    );
  });

  it('takes a label called __error__ for a label', () => {
    const labels = new EntryLabels([], []);
    labels.set('parsed', '__error__', 'mine');
    expect(compileFilter(text('__error__', '=', ''))(pipelineEntry(labels))).toBe(true);
    expect(labels.get('__error__')).toBe('mine');
  });

  it('judges the right of `or` only where the left does not hold', () => {
    expect(judge(either(text('v', '=', 'abc'), number('v', '>', 1)), ['v', 'abc'])).toBe('passes');
    expect(judge(either(number('v', '>', 1), text('v', '=', 'abc')), ['v', 'abc'])).toMatch(/^passes: /);
    expect(judge(either(both(text('v', '=', 'x'), number('v', '>', 1)), text('v', '=', 'abc')), ['v', 'abc'])).toMatch(
      /^passes: /,
    );
  });

  it('takes ten thousand of them', () => {
    const many = (join: typeof both) =>
      Array.from({ length: 10_000 }, (_, i) => text('v', '!=', String(i))).reduce((all, one) => join(all, one));
    expect(judge(many(both), ['v', '9999'])).toBe('dropped');
    expect(judge(many(either), ['v', '9999'])).toBe('passes');
  });

  it('refuses bad patterns', () => {
    expect(() => compileFilter(text('v', '=~', '('))).toThrow(
      'parse error : error parsing regexp: missing closing ): `(`',
    );
    expect(() => compileFilter(ip('=', 'x'))).toThrow(`parse error : stage '| v=ip("x")' : ip: invalid pattern: "x"`);
  });

  it('remembers no more answers than a bound', () => {
    const filter = compileFilter(text('v', '=~', '1.*'));
    for (let i = 0; i < 3000; i++) {
      const labels = new EntryLabels(['v', String(i)], []);
      expect(filter(pipelineEntry(labels))).toBe(String(i).startsWith('1'));
    }
  });
});
