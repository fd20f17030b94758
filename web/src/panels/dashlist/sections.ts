import { callJson } from '../../api/http';
import { recentDashboards } from '../../app/recent-dashboards';
import type { DashListOptions } from './options';

/** A dashboard as `/api/search` answers it. */
export interface FoundDashboard {
  readonly uid: string;
  readonly title: string;
  readonly url: string;
  readonly isStarred?: boolean;
  readonly folderTitle?: string;
  readonly folderUrl?: string;
}

export interface Section {
  readonly title: string;
  readonly dashboards: readonly FoundDashboard[];
}

type Ask = (
  query: Readonly<Record<string, string | number | boolean | readonly string[]>>,
) => Promise<readonly FoundDashboard[]>;

interface Kind {
  readonly title: string;
  readonly isShown: (options: DashListOptions) => boolean;
  readonly find: (ask: Ask, options: DashListOptions) => Promise<readonly FoundDashboard[]>;
}

const KINDS: readonly Kind[] = [
  {
    title: 'Starred dashboards',
    isShown: ({ showStarred }) => showStarred,
    find: (ask, { maxItems }) => ask({ starred: true, limit: maxItems }),
  },
  {
    title: 'Recently viewed dashboards',
    isShown: ({ showRecentlyViewed }) => showRecentlyViewed,
    find: findRecent,
  },
  {
    title: 'Search',
    isShown: ({ showSearch }) => showSearch,
    find: (ask, { query, tags, folderUID, maxItems }) =>
      ask({ query: query ?? '', tag: tags ?? [], limit: maxItems, ...(folderUID && { folderUIDs: folderUID }) }),
  },
];

async function findRecent(ask: Ask, { maxItems }: DashListOptions): Promise<readonly FoundDashboard[]> {
  const uids = recentDashboards.entries().slice(0, maxItems);
  if (uids.length === 0) return [];
  const found = new Map((await ask({ dashboardUIDs: uids })).map((one) => [one.uid, one]));
  return uids.flatMap((uid) => found.get(uid) ?? []);
}

/** The lists of a panel that are asked for, each with what it found. */
export function findSections(options: DashListOptions, signal: AbortSignal): Promise<Section[]> {
  const ask: Ask = (query) => callJson('/api/search', { query: { type: 'dash-db', ...query }, signal });
  const shown = KINDS.filter(({ isShown }) => isShown(options));
  return Promise.all(shown.map(async ({ title, find }) => ({ title, dashboards: await find(ask, options) })));
}
