// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { HOSTILE } from '../single-value/support/frames';
import { showPanel } from '../single-value/support/show-panel';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const dashboard = (uid: string, more: object = {}) => ({
  uid,
  title: `Board ${uid}`,
  url: `/d/${uid}/board`,
  type: 'dash-db',
  ...more,
});

async function list(options: object, hits: readonly object[] = [dashboard('a')], json: Record<string, unknown> = {}) {
  const sent: { method: string; url: URL }[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit = {}) => {
    sent.push({ method, url: new URL(path, 'http://quartet') });
    return new Response(JSON.stringify(hits));
  });
  const shown = await showPanel('dashlist', { options, json, variables: { service: 'api' } });
  await waitFor(() => expect(shown.state()).not.toBe('loading'));
  return { ...shown, sent };
}

it('lists those with a star', async () => {
  const { text, sent, state } = await list({}, [dashboard('a', { folderTitle: 'Team' })]);
  expect(text()).toBe('Starred dashboardsBoard aTeam');
  expect(Object.fromEntries(sent[0]!.url.searchParams)).toEqual({ type: 'dash-db', starred: 'true', limit: '10' });
  expect(state()).toBe('done');
});

it('searches, with variables', async () => {
  const options = {
    showStarred: false,
    showSearch: true,
    showHeadings: false,
    query: '$service',
    tags: ['x', 'y'],
    folderUID: 'f',
    maxItems: 3,
  };
  const { sent } = await list(options);
  expect(sent[0]!.url.search).toBe('?type=dash-db&query=api&tag=x&tag=y&limit=3&folderUIDs=f');
});

it('lists those seen last, in that order', async () => {
  localStorage.setItem('quartet.recent-dashboards', '["b","gone","a"]');
  const { container } = await list({ showStarred: false, showRecentlyViewed: true }, [dashboard('a'), dashboard('b')]);
  expect([...container.querySelectorAll('a')].map(({ textContent }) => textContent)).toEqual(['Board b', 'Board a']);
});

it('keeps time and variables in its links', async () => {
  const { container } = await list({ keepTime: true, includeVars: true });
  const href = container.querySelector('a')!.getAttribute('href')!;
  expect(href).toMatch(/^\/d\/a\/board\?from=.+&to=.+&var-service=api$/);
});

it('stars, and takes markup as text', async () => {
  const { getByRole, sent, container } = await list({}, [dashboard('a', { title: HOSTILE })]);
  expect(container.querySelector('img')).toBeNull();
  fireEvent.click(getByRole('button'));
  await waitFor(() =>
    expect(sent.map(({ method, url }) => `${method} ${url.pathname}`)).toContain(
      'POST /api/user/stars/dashboard/uid/a',
    ),
  );
});

it('takes old lists over', async () => {
  const { options } = await list({}, [], { starred: false, search: true, limit: 5, query: 'q' });
  expect(options).toMatchObject({ showStarred: false, showSearch: true, maxItems: 5, query: 'q' });
});
