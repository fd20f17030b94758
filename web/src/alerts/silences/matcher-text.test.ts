import { describe, expect, it } from 'vitest';
import { EMPTY_MATCHER, matchersOfLabels, matcherText, operatorOf, problemOf, withOperator } from './matcher-text';

describe('matchers of a silence', () => {
  it.each(['=', '!=', '=~', '!~'] as const)('%s goes both ways', (operator) => {
    expect(operatorOf(withOperator(EMPTY_MATCHER, operator))).toBe(operator);
  });

  it('are written as the Alertmanager reads them', () => {
    const matchers = matchersOfLabels({ a: 'x "y"' });
    expect(matchers.map(matcherText)).toEqual(['a="x \\"y\\""']);
  });

  it('are refused where they are none or mute everything', () => {
    const matcher = { ...EMPTY_MATCHER, name: 'job', value: 'x' };
    expect(problemOf([matcher])).toBeUndefined();
    expect(problemOf([])).toMatch('at least one');
    expect(problemOf([{ ...matcher, name: '1a' }])).toMatch('no name');
    expect(problemOf([withOperator({ ...matcher, value: '(' }, '=~')])).toMatch('no regular expression');
    expect(problemOf([withOperator({ ...matcher, value: '.*' }, '=~')])).toMatch('mute everything');
    expect(problemOf([withOperator({ ...matcher, value: 'x' }, '!=')])).toMatch('mute everything');
  });
});
