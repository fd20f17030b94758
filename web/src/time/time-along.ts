import { useCallback } from 'react';
import { useUrlState } from '../app/url-state';

const ALONG = ['from', 'to', 'timezone', 'refresh'];

/** Adds the page's time to a path, so that the next page shows the same; what the path says itself stays. */
export function useTimeAlong(): (path: string) => string {
  const { search } = useUrlState();
  return useCallback((path) => withTime(path, search), [search]);
}

export function withTime(path: string, search: URLSearchParams): string {
  const [before = '', query = ''] = path.split('?');
  const asked = new URLSearchParams(query);
  for (const name of ALONG) {
    const value = search.get(name);
    if (value !== null && !asked.has(name)) asked.set(name, value);
  }
  return asked.size === 0 ? before : `${before}?${asked}`;
}
