import { describe, expect, it } from 'vitest';
import { type Condition, conditionsOf } from './conditions';
import type { Language } from './operator-tree';

/** `a > 1`, `and b <= 2 > 0`, `a > series b`. */
const shown = ({ expr, bounds, limit, join }: Condition, at: number): string =>
  [
    ...(at > 0 ? [join] : []),
    `[${expr}]`,
    ...bounds.map(({ comparison, value }) => `${comparison} ${value}`),
    ...(limit ? [`${limit.comparison} [${limit.expr}]`] : []),
  ].join(' ');

const read = (text: string, language: Language = 'promql') => conditionsOf(text, language).map(shown);

describe('the conditions of an alert', () => {
  it.each([
    ['sum(rate(a[5m])) > 0.5', ['[sum(rate(a[5m]))] > 0.5']],
    ['rate(x[5m]) * 100 > 5', ['[rate(x[5m]) * 100] > 5']],
    ['a / on (job) group_left () b > 0.1', ['[a / on (job) group_left () b] > 0.1']],
    ['a > 5 * 1024 * (1 + 1)', ['[a] > 10240']],
    ['5 < a', ['[a] > 5']],
    ['a > bool -2', ['[a] > -2']],
    ['up == 0 unless x > 1', ['[up] == 0']],
    ['(a > 0.05) <= 0.5 and b', ['[a] > 0.05 <= 0.5']],
    ['(a - time() < 14 * 86400) >= 3 * 86400', ['[a - time()] < 1209600 >= 259200']],
    ['(a / b <= -2) and on () c > 7', ['[a / b] <= -2', 'and [c] > 7']],
    ['a / (b > 0) > 3 and b > 5 and b offset 6h', ['[a / (b > 0)] > 3', 'and [b] > 5']],
    ['a == 0 or b == 0', ['[a] == 0', 'or [b] == 0']],
    ['a > 3 * avg_over_time(a[1d] offset 1h) and a > 2', ['[a] > [3 * avg_over_time(a[1d] offset 1h)]', 'and [a] > 2']],
    ['a > b offset 1d', ['[a] > [b offset 1d]']],
    ['2 ^ 3 ^ 1 < a', ['[a] > 8']],
  ])('%s', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  const RATE = 'sum by (a)(count_over_time({s="x"} |~ "y > 3"[5m]))';
  it.each([
    [`((${RATE} > 2))`, [`[${RATE}] > 2`]],
    [`${RATE} > 2 * 3`, [`[${RATE}] > 6`]],
    [`${RATE} * 100 > 2 and ${RATE} < 9`, [`[${RATE} * 100] > 2`, `and [${RATE}] < 9`]],
  ])('of LogQL: %s', (text, wanted) => {
    expect(read(text, 'logql')).toEqual(wanted);
  });

  it.each(['vector(1)', 'absent(a)', '1 > 2', '', 'a unless b'])('%s has none', (text) => {
    expect(read(text)).toEqual([]);
  });
});
