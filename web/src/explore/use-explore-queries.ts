import { useEffect, useMemo } from 'react';
import { useUrlState } from '../app/url-state';
import { readGrafanaState } from './grafana-state';

/** The queries of the page: `query` of its URL, once for each; of Grafana's links what they ask for, then written so. */
export function useExploreQueries(): readonly string[] {
  const { search, update } = useUrlState();
  const grafana = useMemo(() => readGrafanaState(search), [search]);
  useEffect(() => {
    if (grafana === undefined) return;
    const { queries, from, to } = grafana;
    update(
      { query: queries, panes: undefined, left: undefined, schemaVersion: undefined, orgId: undefined, from, to },
      { replace: true },
    );
  }, [grafana, update]);
  return useMemo(() => grafana?.queries ?? search.getAll('query'), [grafana, search]);
}
