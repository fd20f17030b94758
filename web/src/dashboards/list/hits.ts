import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callJson } from '../../api/http';

/** A folder or dashboard as `/api/search` answers it. */
export interface Hit {
  readonly uid: string;
  readonly title: string;
  readonly type: 'dash-db' | 'dash-folder';
  readonly url: string;
  readonly tags: readonly string[];
  readonly isStarred: boolean;
  /** Where it stands; absent at the root. */
  readonly folderUid?: string;
  readonly folderTitle?: string;
}

/** Names a hit among others: a folder and a dashboard may have the same uid. */
export const keyOf = ({ type, uid }: Hit): string => `${type} ${uid}`;

export const SORTS = [
  { value: 'alpha-asc', label: 'A to Z' },
  { value: 'alpha-desc', label: 'Z to A' },
  { value: 'updated-desc', label: 'Changed last' },
  { value: 'updated-asc', label: 'Changed first' },
] as const;

export type Sort = (typeof SORTS)[number]['value'];

/** What is looked for; nothing in it means everything. */
export interface HitQuery {
  readonly text: string;
  readonly tags: readonly string[];
  readonly sort: Sort;
  readonly starred: boolean;
}

/** The most that the server answers at once. */
const LIMIT = 5_000;

export function useHits({ text, tags, sort, starred }: HitQuery) {
  return useQuery({
    queryKey: ['search', 'list', text, tags, sort, starred],
    queryFn: ({ signal }) =>
      callJson<readonly Hit[]>('/api/search', {
        query: { query: text, tag: tags, sort, limit: LIMIT, ...(starred && { starred: true }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** The folders, for choosing one. */
export function useFolders() {
  return useQuery({
    queryKey: ['search', 'folders'],
    queryFn: ({ signal }) =>
      callJson<readonly Hit[]>('/api/search', { query: { type: 'dash-folder', limit: LIMIT }, signal }),
  });
}

export function useTags() {
  return useQuery({
    queryKey: ['search', 'tags'],
    queryFn: ({ signal }) => callJson<readonly { term: string; count: number }[]>('/api/dashboards/tags', { signal }),
  });
}
