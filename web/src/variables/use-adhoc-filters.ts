import { useRef, useSyncExternalStore } from 'react';
import type { SourceType } from '../data/source';
import { sourceOf } from '../data/sources';
import { filterOfText } from './adhoc-text';
import type { AdhocFilter } from './variable';
import { useVariableStore } from './variables-context';

/** The filters of ad hoc variables by the kind of data that they are for; the same object until one changes. */
export function useAdhocFilters(): ReadonlyMap<SourceType, readonly AdhocFilter[]> {
  const store = useVariableStore();
  const kept = useRef<{ key: string; filters: ReadonlyMap<SourceType, readonly AdhocFilter[]> }>({
    key: '',
    filters: new Map(),
  });
  return useSyncExternalStore(store.subscribe, () => {
    const adhoc = [...store.current().values()].filter(({ definition }) => definition.type === 'adhoc');
    const key = JSON.stringify(adhoc.map(({ definition, values }) => [definition.name, values]));
    if (key === kept.current.key) return kept.current.filters;
    const filters = new Map<SourceType, AdhocFilter[]>();
    for (const { definition, values } of adhoc) {
      const { type } = sourceOf(definition.datasource);
      const own = [...(definition.baseFilters ?? []), ...values.flatMap((text) => filterOfText(text) ?? [])];
      filters.set(type, [...(filters.get(type) ?? []), ...own]);
    }
    kept.current = { key, filters };
    return filters;
  });
}
