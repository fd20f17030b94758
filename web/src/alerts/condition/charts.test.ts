import { describe, expect, it } from 'vitest';
import { chartsOf, titleOf } from './charts';
import { conditionsOf } from './conditions';
import { isOfOther } from './other-series';

const titles = (text: string) =>
  chartsOf(conditionsOf(text, 'promql')).map((chart, at) => `${chart.exprs.join(' | ')}: ${titleOf(chart, at === 0)}`);

describe('charts of an alert', () => {
  it.each([
    ['a > 2', ['a: Fires where it is > 2']],
    ['a > 2 and b < 0.5', ['a: Fires where it is > 2', 'b: and where this is < 0.5']],
    [
      'burn:1h > 14 and burn:5m > 14 and c > 1',
      ['burn:1h | burn:5m: Fires where all of these are > 14', 'c: and where this is > 1'],
    ],
    ['a > 0.05 and b > 0.05', ['a: Fires where it is > 0.05', 'b: and where this is > 0.05']],
    ['a == 0 or b == 0', ['a | b: Fires where any of these is == 0']],
    ['a > 1 and b > 5 or c > 5', ['a: Fires where it is > 1', 'b: and where this is > 5', 'c: or where this is > 5']],
    ['(a > 1) <= 2', ['a: Fires where it is > 1 and <= 2']],
    ['a > 2 * b', ['a: Fires where it is > the dashed line']],
  ])('%s', (text, wanted) => expect(titles(text)).toEqual(wanted));
});

describe('series of other alerts', () => {
  const alert = { alertname: 'X', job: 'a', severity: 'warning' };
  it.each([
    [{ __name__: 'up', job: 'a' }, false],
    [{ job: 'b' }, true],
    [{}, false],
    [{ job: 'a', instance: '1' }, false],
    [{ job: 'a', severity: 'info' }, false],
  ])('%j: %s', (series, wanted) => expect(isOfOther(series, { alert, given: ['severity'] })).toBe(wanted));
});
