import { expect, it } from 'vitest';
import type { Alert } from '../alerting-api';
import { labelsApart } from './labels-apart';

const alert = (labels: Record<string, string>, summary: string) =>
  ({ labels: { alertname: 'Slow', severity: 'warning', ...labels }, annotations: { summary } }) as unknown as Alert;

it('tells alerts of one name apart by the labels in which they differ', () => {
  const all = [alert({ group: 'a' }, 'Rules are late'), alert({ group: 'b' }, 'Rules are late')];
  expect(all.map((one) => labelsApart(one, all))).toEqual([{ group: 'a' }, { group: 'b' }]);
});

it('leaves out what the summary says and what other alerts have', () => {
  const all = [alert({ service: 'api' }, 'api is slow'), alert({ service: 'web' }, 'web is slow')];
  const another = alert({ alertname: 'Down', service: 'db' }, 'It is down');
  expect(labelsApart(all[0]!, [...all, another])).toEqual({});
  expect(labelsApart(another, [...all, another])).toEqual({});
});
