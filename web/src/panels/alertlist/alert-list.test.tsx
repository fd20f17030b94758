// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HOSTILE } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';
import { labelMatchers } from './label-matchers';

const alert = (state: string, labels: Record<string, string>, activeAt = '2026-11-21T19:24:00Z') => ({
  state,
  labels,
  activeAt,
  annotations: { summary: `of ${labels.service}` },
});

const rules = {
  data: {
    groups: [
      {
        name: 'api',
        file: '/rules/api.yml',
        rules: [
          { type: 'recording', name: 'job:up' },
          {
            type: 'alerting',
            name: 'SlowCalls',
            state: 'pending',
            health: 'ok',
            alerts: [alert('pending', { service: 'web', severity: 'warning' }, '2026-11-21T20:00:00Z')],
          },
          {
            type: 'alerting',
            name: 'ErrorRate',
            state: 'firing',
            health: 'ok',
            annotations: { __dashboardUid__: 'abc' },
            alerts: [
              alert('firing', { service: 'api', severity: 'critical' }),
              alert('firing', { service: HOSTILE, severity: 'warning' }),
            ],
          },
          { type: 'alerting', name: 'Quiet', state: 'inactive', health: 'ok', alerts: [] },
          {
            type: 'alerting',
            name: 'Broken',
            state: 'inactive',
            health: 'err',
            lastError: 'no such metric',
            alerts: [],
          },
        ],
      },
    ],
  },
};

afterEach(() => vi.unstubAllGlobals());

async function list(options: object = {}, json: Record<string, unknown> = {}) {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(rules)));
  const shown = await showPanel('alertlist', { options, json });
  await waitFor(() => expect(shown.state()).not.toBe('loading'));
  return shown;
}

const namesOf = (container: Element) => [...container.querySelectorAll('li a')].map(({ textContent }) => textContent);

it('lists the rules that are in one of the states', async () => {
  const { container, state } = await list();
  expect(namesOf(container)).toEqual(['Broken', 'ErrorRate', 'SlowCalls']);
  expect(state()).toBe('done');
  const normal = await list({
    stateFilter: { firing: false, pending: false, error: false, normal: true },
    showInactiveAlerts: true,
  });
  expect(namesOf(normal.container)).toEqual(['Quiet']);
});

it.each([
  [2, ['SlowCalls', 'ErrorRate', 'Broken']],
  [3, ['ErrorRate', 'Broken', 'SlowCalls']],
  [4, ['SlowCalls', 'ErrorRate', 'Broken']],
  [5, ['ErrorRate', 'SlowCalls', 'Broken']],
])('order %i', async (sortOrder, expected) => {
  expect(namesOf((await list({ sortOrder })).container)).toEqual(expected);
});

it('filters by name, labels, group and number', async () => {
  expect(namesOf((await list({ alertName: 'slow' })).container)).toEqual(['SlowCalls']);
  const byLabel = await list({ alertInstanceLabelFilter: '{severity="critical"}', stateFilter: { error: false } });
  expect(byLabel.text()).toContain('1 alert');
  expect((await list({ folder: { title: 'other' } })).text()).toContain('No alerts');
  expect(namesOf((await list({ maxItems: 1 })).container)).toHaveLength(1);
});

it('groups by labels', async () => {
  const { container } = await list({ groupMode: 'custom', groupBy: ['severity'] });
  expect(namesOf(container)).toEqual(['severity=critical', 'severity=warning']);
});

it('shows the alerts of a rule, labels as text', async () => {
  const { getByRole, text, container } = await list({ alertName: 'Error' });
  fireEvent.click(getByRole('button', { name: '2 alerts' }));
  expect(text()).toContain('service=api');
  expect(text()).toContain(HOSTILE);
  expect(container.querySelector('img')).toBeNull();
});

it('counts them', async () => {
  expect((await list({ viewMode: 'stat' })).text()).toBe('3');
});

it('says what is wrong with a filter, or with the server', async () => {
  expect((await list({ alertInstanceLabelFilter: 'severity critical' })).text()).toContain(
    'are no conditions on labels',
  );
  vi.stubGlobal('fetch', async () => new Response('{"error":"no rules"}', { status: 500 }));
  const failed = await showPanel('alertlist', {});
  await waitFor(() => expect(failed.text()).toContain('no rules'));
  expect(failed.state()).toBe('error');
});

it('takes old lists over', async () => {
  const { options } = await list({}, { limit: 5, nameFilter: 'x', stateFilter: ['alerting'], sortOrder: 3 });
  expect(options).toMatchObject({
    maxItems: 5,
    alertName: 'x',
    sortOrder: 3,
    stateFilter: { firing: true, pending: false },
  });
});

describe('labelMatchers', () => {
  const labels = { severity: 'critical', team: 'a' };
  it.each([
    ['', true],
    ['{severity="critical"}', true],
    ['severity=critical', true],
    ['{severity="critical", team!="a"}', false],
    ['{team=~"a|b", severity!~"warn.*"}', true],
    ['{team=~"."}', true],
    ['{other=""}', true],
    ['{other="x"}', false],
  ])('%s', (text, expected) => {
    expect(labelMatchers(text)(labels)).toBe(expected);
  });
  it.each(['{severity}', 'severity="a" team="b"', '{a=~"("}'])('refuses %s', (text) => {
    expect(() => labelMatchers(text)).toThrow();
  });
});
