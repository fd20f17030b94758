import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PanelTarget } from '../../panels/run-panel';
import { useAdhocFilters } from '../../variables/use-adhoc-filters';
import type { Panel } from '../model/dashboard';
import { filteredTargets } from './panel-targets';

const NONE: readonly PanelTarget[] = [];

/**
 * The queries of a panel with the filters of ad hoc variables; undefined while the grammars are fetched that tell where in a
 * query those belong: most dashboards have none.
 */
export function useFilteredTargets(panel: Panel): readonly PanelTarget[] | undefined {
  const filters = useAdhocFilters();
  const isFiltered = filters.size > 0;
  const { data: grammars } = useQuery({
    queryKey: ['ad hoc filters'],
    queryFn: () => import('../../variables/adhoc-filters'),
    enabled: isFiltered,
    throwOnError: true,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return useMemo(
    () => (isFiltered ? grammars && filteredTargets(panel, filters, grammars.withFilters) : (panel.targets ?? NONE)),
    [panel, filters, isFiltered, grammars],
  );
}
