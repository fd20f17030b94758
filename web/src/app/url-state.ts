import { useCallback, useMemo } from 'react';
import { useSearch } from 'wouter';
import { navigate } from 'wouter/use-browser-location';

/** What a page keeps in its URL, so that a link shows the same. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface UrlState {
  readonly search: URLSearchParams;
  /** Sets some and leaves the others; `undefined` and the empty list take one out. */
  readonly update: (changes: Parameters, options?: { replace?: boolean }) => void;
}

export function useUrlState(): UrlState {
  const text = useSearch();
  const search = useMemo(() => new URLSearchParams(text), [text]);
  return { search, update: useCallback(updateUrl, []) };
}

export function updateUrl(changes: Parameters, { replace = false }: { replace?: boolean } = {}): void {
  const search = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes)) {
    search.delete(name);
    for (const one of value === undefined ? [] : ([] as string[]).concat(value)) search.append(name, one);
  }
  const text = search.toString();
  navigate(`${window.location.pathname}${text === '' ? '' : `?${text}`}`, { replace });
}
