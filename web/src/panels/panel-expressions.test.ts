import { describe, expect, it } from 'vitest';
import { askedTargets, framesAnswered, splitExpressions } from './panel-expressions';

const EXPRESSION = { type: '__expr__', uid: '__expr__' };
const TARGETS = [
  { refId: 'A', expr: 'up', hide: true },
  { refId: 'B', expr: 'up', hide: true },
  { refId: 'C', expr: 'up' },
  { refId: 'D', datasource: EXPRESSION, type: 'reduce', expression: 'A', hide: true },
  { refId: 'E', datasource: EXPRESSION, type: 'math', expression: '$D * 2' },
  { refId: 'F', datasource: EXPRESSION, type: 'math', expression: '$B', hide: true },
];
const refIds = (targets: readonly { refId?: string }[]) => targets.map(({ refId }) => refId);

describe('expressions of a panel', () => {
  it('hidden queries are asked where what is shown hangs on them', () => {
    expect(refIds(askedTargets(TARGETS, null))).toEqual(['A', 'C', 'D', 'E']);
    expect(askedTargets(TARGETS.slice(0, 3), null)).toEqual([TARGETS[2]]);
  });

  it('are apart from what data sources answer', () => {
    const { plain, expressions, hidden } = splitExpressions(TARGETS, null);
    expect(refIds(plain)).toEqual(['A', 'C']);
    expect(plain[0]!.hide).toBe(false);
    expect(refIds(expressions)).toEqual(['D', 'E']);
    expect([...hidden]).toEqual(['A', 'D']);
  });

  it('a query that failed throws, one that is not there is none', () => {
    const answers = [
      { refId: 'A', frames: [], error: new Error('no such metric') },
      { refId: 'B', frames: [] },
    ];
    expect(() => framesAnswered(answers, 'A')).toThrow('no such metric');
    expect(framesAnswered(answers, 'Z')).toBeUndefined();
    expect(framesAnswered(answers, 'B')).toEqual([]);
  });
});
