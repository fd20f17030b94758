import { dateTime } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import type { Condition, ConditionTest } from '../model/layout';
import { isShown } from './conditions';

const from = dateTime(0);
const to = dateTime(3_600_000);
const context = {
  range: { from, to, raw: { from, to } },
  variable: (name: string) => (name === 'v' ? { name, value: ['a', 'b'] } : undefined),
};

const when = (tests: readonly ConditionTest[], more: Partial<Condition> = {}): boolean =>
  isShown({ shows: true, all: true, tests, ...more }, context);

const variable = (operator: 'equals' | 'notEquals' | 'matches' | 'notMatches', value: string): ConditionTest => ({
  kind: 'variable',
  variable: 'v',
  operator,
  value,
});

describe('conditions of what is shown', () => {
  it('without any it is', () => {
    expect(isShown(undefined, context)).toBe(true);
    expect(when([])).toBe(true);
  });

  it.each<[ConditionTest, boolean]>([
    [variable('equals', 'a'), true],
    [variable('equals', 'x'), false],
    [variable('notEquals', 'x'), true],
    [variable('matches', '[ab]'), true],
    [variable('notMatches', 'a|b'), false],
    [variable('matches', '('), false],
    [{ kind: 'time-range', value: '2h' }, true],
    [{ kind: 'time-range', value: '5m' }, false],
    [{ kind: 'data', value: true }, true],
  ])('%j: %s', (test, wanted) => {
    expect(when([test])).toBe(wanted);
    expect(when([test], { shows: false })).toBe(!wanted);
  });

  it.each([
    [true, undefined, true],
    [true, true, true],
    [true, false, false],
    [false, undefined, false],
    [false, false, true],
  ])('data wanted %s, there %s: %s', (value, hasData, wanted) => {
    const condition = { shows: true, all: true, tests: [{ kind: 'data' as const, value }] };
    expect(isShown(condition, { ...context, hasData })).toBe(wanted);
  });

  it('all or any', () => {
    const tests = [variable('equals', 'a'), variable('equals', 'x')];
    expect(when(tests)).toBe(false);
    expect(when(tests, { all: false })).toBe(true);
  });
});
