import type { Dashboards } from './dashboards.js';
import type { Folders } from './folders.js';

export const SORTS = ['alpha-asc', 'alpha-desc', 'updated-asc', 'updated-desc'] as const;
export type SearchSort = (typeof SORTS)[number];

/** What is searched for; an empty list asks nothing. */
export interface SearchQuery {
  /** Words that a title must all have. */
  readonly text: string;
  /** A dashboard must have all. */
  readonly tags: readonly string[];
  readonly type: 'folder' | 'dashboard' | undefined;
  readonly uids: readonly string[];
  readonly ids: readonly number[];
  /** The root is the empty text. */
  readonly folderUids: readonly string[];
  readonly folderIds: readonly number[];
  /** Of these uids only; undefined: of all. */
  readonly starred: ReadonlySet<string> | undefined;
  readonly sort: SearchSort;
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** A folder or a dashboard, as far as a search is about it. */
export interface Hit {
  readonly type: 'folder' | 'dashboard';
  readonly id: number;
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly folderUid: string;
  readonly updatedMs: number;
}

const ORDERS: Readonly<Record<SearchSort, (a: Hit, b: Hit) => number>> = {
  'alpha-asc': (a, b) => a.title.localeCompare(b.title),
  'alpha-desc': (a, b) => b.title.localeCompare(a.title),
  'updated-asc': (a, b) => a.updatedMs - b.updatedMs,
  'updated-desc': (a, b) => b.updatedMs - a.updatedMs,
};

/** Folders and dashboards that meet all of the query, one page of them. */
export function search(dashboards: Dashboards, folders: Folders, query: SearchQuery): Hit[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const inFolders = folderFilter(folders, query);
  const hits = hitsOf(dashboards, folders, query.type).filter(
    ({ title, tags, uid, id, folderUid }) =>
      words.every((word) => title.toLowerCase().includes(word)) &&
      query.tags.every((tag) => tags.includes(tag)) &&
      (query.uids.length === 0 || query.uids.includes(uid)) &&
      (query.ids.length === 0 || query.ids.includes(id)) &&
      (query.starred === undefined || query.starred.has(uid)) &&
      inFolders(folderUid),
  );
  const order = ORDERS[query.sort];
  hits.sort((a, b) => order(a, b) || a.uid.localeCompare(b.uid));
  const from = (query.page - 1) * query.limit;
  return hits.slice(from, from + query.limit);
}

function folderFilter(folders: Folders, { folderUids, folderIds }: SearchQuery): (uid: string) => boolean {
  if (folderUids.length === 0 && folderIds.length === 0) return () => true;
  const uids = new Set([...folderUids, ...folderIds.map((id) => (id === 0 ? '' : folders.byId(id)?.uid))]);
  return (uid) => uids.has(uid);
}

function hitsOf(dashboards: Dashboards, folders: Folders, type: SearchQuery['type']): Hit[] {
  const found: Hit[] = [];
  if (type !== 'dashboard') {
    for (const { id, uid, title, parentUid, updatedMs } of folders.all()) {
      found.push({ type: 'folder', id, uid, title, tags: [], folderUid: parentUid, updatedMs });
    }
  }
  if (type !== 'folder') {
    for (const { id, uid, title, tags, folderUid, updatedMs } of dashboards.all()) {
      found.push({ type: 'dashboard', id, uid, title, tags, folderUid, updatedMs });
    }
  }
  return found;
}
