import { describe, expect, it } from 'vitest';
import { conditionOf } from './threshold';

describe('the condition of an alert', () => {
  it.each([
    ['sum(rate(a[5m])) > 0.5', 'sum(rate(a[5m]))', '>', 0.5],
    ['(a / b <= -2) and on () c > 7', 'a / b', '<=', -2],
    ['((a > 0.05) <= 0.5) and b', '(a > 0.05)', '<=', 0.5],
    ['up == 0 unless x', 'up', '==', 0],
  ])('%s', (text, expr, operator, threshold) => {
    expect(conditionOf(text, 'promql')).toEqual({ expr, operator, threshold });
  });

  it('of LogQL', () => {
    const rate = 'sum by (a)(count_over_time({s="x"} |~ "y > 3"[5m]))';
    expect(conditionOf(`((${rate} > 2))`, 'logql')).toEqual({ expr: rate, operator: '>', threshold: 2 });
  });

  it.each(['a > b', 'vector(1)', 'absent(a)', ''])('%s has no number to compare with', (text) => {
    expect(conditionOf(text, 'promql')).toBeUndefined();
  });
});
