import { expect, it } from 'vitest';
import { parse as parseLogql } from '../logql/parser.js';
import { parse as parsePromql } from '../promql/parser.js';
import { logqlContributors, promqlContributors } from './contributors-query.js';

it.each([
  ['sum(rate(a[5m])) > 1', 'topk (5, rate(a[5m]))'],
  ['sum by (job, "x.y") (a) / sum(b) >= 1', 'topk by (job, "x.y") (5, a)'],
  ['100 * (1 - avg without (cpu) (a)) > 90', 'topk without (cpu) (5, a)'],
  ['1 < max by (job) (a)', 'topk by (job) (5, a)'],
  ['min by (job) (a) < 1', 'bottomk by (job) (5, a)'],
  ['5 > avg(a)', 'bottomk (5, a)'],
  ['count(up == 0) > 2', 'topk (5, up == 0)'],
  ['sum(a) == 0', 'topk (5, a)'],
  ['a > 1', undefined],
  ['sum(a)', undefined],
  ['topk(3, a) > 1', undefined],
  ['absent(a)', undefined],
  ['histogram_quantile(0.9, sum by (le) (a)) > 1', undefined],
])('contributors to %s', (expression, query) => {
  expect(promqlContributors(parsePromql(expression))?.expression).toBe(query);
});

it.each([
  ['sum by (app) (rate({a="b"} |= "x" [5m])) > 1', 'topk by (app) (5, rate({a="b"} |= "x"[5m]))'],
  ['rate({a="b"}[5m]) > 1', undefined],
])('contributors to %s', (expression, query) => {
  const found = logqlContributors(parseLogql(expression))?.expression;
  expect(found?.replace(/\s+/g, ' ')).toBe(query);
  if (found !== undefined) parseLogql(found);
});

it('an alert and its series are of one group', () => {
  const by = promqlContributors(parsePromql('sum by (job) (a) > 1'))!;
  expect(by.groupOf(['__name__', 'a', 'i', '1', 'job', 'x'])).toBe(by.groupOf(['job', 'x']));
  expect(by.groupOf(['job', 'y'])).not.toBe(by.groupOf(['job', 'x']));
  const without = promqlContributors(parsePromql('sum without (i) (a) > 1'))!;
  expect(without.groupOf(['__name__', 'a', 'i', '1', 'job', 'x'])).toBe(without.groupOf(['job', 'x']));
});
