import type { SourceType } from '../../data/source';
import { sourceOf } from '../../data/sources';
import type { PanelTarget } from '../../panels/run-panel';
import type { withFilters } from '../../variables/adhoc-filters';
import type { AdhocFilter } from '../../variables/variable';
import type { Panel } from '../model/dashboard';

/** Where the text of a query stands, by its data source. */
const TEXTS: Readonly<Partial<Record<SourceType, string>>> = { prometheus: 'expr', loki: 'expr', tempo: 'query' };

/** The queries of a panel with the filters of ad hoc variables for their data sources, put into each by `filtered`. */
export function filteredTargets(
  { targets = [], datasource }: Panel,
  filters: ReadonlyMap<SourceType, readonly AdhocFilter[]>,
  filtered: typeof withFilters,
): readonly PanelTarget[] {
  return targets.map((target) => {
    const type = typeOf(target.datasource ?? datasource);
    const name = type === undefined ? undefined : TEXTS[type];
    const text = name === undefined ? undefined : target[name];
    const own = type === undefined ? undefined : filters.get(type);
    if (name === undefined || type === undefined || typeof text !== 'string' || own === undefined) return target;
    return { ...target, [name]: filtered(text, type, own) };
  });
}

/** The kind of a source; undefined for one that is not there, of which the panel tells. */
export function typeOf(ref: PanelTarget['datasource']): SourceType | undefined {
  try {
    return sourceOf(ref).type;
  } catch {
    return undefined;
  }
}
