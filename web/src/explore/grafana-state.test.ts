import { expect, it } from 'vitest';
import { readGrafanaState } from './grafana-state';

const state = (parameters: Record<string, unknown>) =>
  readGrafanaState(
    new URLSearchParams(
      Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)] as [string, string]),
    ),
  );

it.each([
  [
    'panes',
    { panes: { abc: { queries: [{ expr: 'up' }, { query: '{}' }], range: { from: 'now-1h', to: 'now' } } } },
    { queries: ['up', '{}'], from: 'now-1h', to: 'now' },
  ],
  [
    'left, an object',
    { left: { datasource: 'Prometheus', queries: [{ refId: 'A', expr: 'up' }], range: { from: 1, to: 2 } } },
    { queries: ['up'], from: '1', to: '2', signal: 'metrics' },
  ],
  [
    'left, a list',
    { left: ['now-6h', 'now', 'Loki', { expr: '{a="b"}' }, { mode: 'Logs' }] },
    { queries: ['{a="b"}'], from: 'now-6h', to: 'now', signal: 'logs' },
  ],
  [
    'the type of a query',
    { left: { queries: [{ query: '{}', datasource: { type: 'tempo', uid: 'x' } }] } },
    { queries: ['{}'], signal: 'traces' },
  ],
  ['no query', { left: { queries: [] } }, undefined],
])('reads %s', (_, parameters, expected) => {
  expect(state(parameters)).toEqual(expected);
});

it('reads nothing of what is no JSON', () => {
  expect(readGrafanaState(new URLSearchParams('panes={oops'))).toBeUndefined();
  expect(readGrafanaState(new URLSearchParams('query=up'))).toBeUndefined();
});
