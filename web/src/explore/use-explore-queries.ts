import { useEffect, useMemo } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { linkToExplore, type Signal } from '../app/links';
import { useUrlState } from '../app/url-state';
import { readGrafanaState } from './grafana-state';

/**
 * The queries of a page: `query` of its URL, once for each; of Grafana's links what they ask for, then written so. Where the
 * page says its signal, a link to another leads there.
 */
export function useExploreQueries(page?: Signal): readonly string[] {
  const { search, update } = useUrlState();
  const grafana = useMemo(() => readGrafanaState(search), [search]);
  useEffect(() => {
    if (grafana === undefined) return;
    const { signal, queries, from, to } = grafana;
    if (page !== undefined && signal !== undefined && signal !== page) {
      const range = from === undefined || to === undefined ? undefined : { from, to };
      navigate(linkToExplore(signal, queries, range), { replace: true });
      return;
    }
    update(
      { query: queries, panes: undefined, left: undefined, schemaVersion: undefined, orgId: undefined, from, to },
      { replace: true },
    );
  }, [grafana, update, page]);
  return useMemo(() => grafana?.queries ?? search.getAll('query'), [grafana, search]);
}
