// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { RANGE, showPanel } from '../single-value/support/show-panel';

afterEach(() => vi.unstubAllGlobals());

const noted = [
  {
    id: 1,
    dashboardUID: 'abc',
    panelId: 3,
    time: 1_795_288_710_000,
    text: 'Deployed <b>api</b>',
    tags: ['deploy'],
    login: 'ann',
  },
  {
    id: 2,
    dashboardUID: null,
    time: 1_795_288_700_000,
    timeEnd: 1_795_288_800_000,
    text: '<img src=x onerror=alert(1)>',
    tags: [],
  },
];

async function list(options: object = {}, found: readonly object[] = noted) {
  const sent: URLSearchParams[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    sent.push(new URL(path, 'http://quartet').searchParams);
    return new Response(JSON.stringify(found));
  });
  const shown = await showPanel('annolist', { options, variables: { team: 'core' } });
  await waitFor(() => expect(shown.state()).not.toBe('loading'));
  return { ...shown, sent };
}

it('lists annotations, and leads to their panel at their time', async () => {
  const { container, text, state } = await list();
  expect(text()).toContain('Deployed apideployann, 2026-11-21');
  const minutes = 10 * 60_000;
  expect(container.querySelector('a')!.getAttribute('href')).toBe(
    `/d/abc?from=${1_795_288_710_000 - minutes}&to=${1_795_288_710_000 + minutes}&viewPanel=3`,
  );
  expect(container.querySelector('img')).toBeNull();
  expect(state()).toBe('done');
});

it('asks for tags, times and dashboards', async () => {
  const { sent } = await list({ tags: ['$team'], onlyInTimeRange: true, limit: 5 });
  expect(sent[0]!.toString()).toBe(
    `type=annotation&limit=5&tags=core&from=${RANGE.from.valueOf()}&to=${RANGE.to.valueOf()}`,
  );
});

it('narrows down to a tag that is clicked', async () => {
  const { getByText, sent } = await list();
  fireEvent.click(getByText('deploy'));
  await waitFor(() => expect(sent.at(-1)!.getAll('tags')).toEqual(['deploy']));
});

it('hides what is not wanted, and says that there are none', async () => {
  const { text } = await list({ showUser: false, showTime: false, showTags: false, navigateToPanel: false });
  expect(text()).toBe('Deployed apiAnnotation');
  expect((await list({}, [])).text()).toBe('No annotations');
});
