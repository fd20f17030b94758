import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { callJson } from '../api/http';
import { updateUrl, useUrlState } from '../app/url-state';
import { useTime } from '../time/time-context';
import { definedValues } from './chosen-values';
import type { VariableState } from './interpolate';
import type { ListedSource } from './kinds/kind';
import { urlValues, valuesInUrl } from './url-values';
import type { Variable } from './variable';
import { type RunningVariable, VariableStore } from './variable-store';

const StoreContext = createContext<VariableStore | undefined>(undefined);

/** Variables of everything below it, with their values in the URL. Stands within a TimeProvider. */
export function VariablesProvider({ variables, children }: { variables: readonly Variable[]; children: ReactNode }) {
  const { range, timeZone } = useTime();
  const { search } = useUrlState();
  const queries = useQueryClient();
  const first = useRef({ range, timeZone, search });
  first.current = { range, timeZone, search };
  const store = useMemo(
    () =>
      new VariableStore({
        variables,
        given: (variable) => valuesInUrl(first.current.search, variable),
        range: first.current.range,
        timeZone: first.current.timeZone,
        sources: () =>
          queries.fetchQuery({
            queryKey: ['data-sources'],
            queryFn: () => callJson<readonly ListedSource[]>('/api/datasources'),
          }),
      }),
    [variables, queries],
  );
  useEffect(() => {
    store.start();
    return () => store.stop();
  }, [store]);
  useEffect(() => store.setRange(range), [store, range]);
  useUrlValues(store, search);
  return <StoreContext.Provider value={store}>{children}</StoreContext.Provider>;
}

/** What changed in the URL by other ways than a choice here: a link, the way back. */
function useUrlValues(store: VariableStore, search: URLSearchParams): void {
  const before = useRef(search);
  useEffect(() => {
    for (const { definition, values } of store.current().values()) {
      const was = valuesInUrl(before.current, definition);
      const now = valuesInUrl(search, definition);
      if (String(was) === String(now)) continue;
      const wanted = now ?? definedValues(definition);
      if (wanted.join('\0') !== values.join('\0')) store.choose(definition.name, wanted);
    }
    before.current = search;
  }, [store, search]);
}

export function useVariableStore(): VariableStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('variables are used outside of a VariablesProvider');
  return store;
}

/** All variables of the dashboard, as they change. */
export function useRunningVariables(): ReadonlyMap<string, RunningVariable> {
  const store = useVariableStore();
  return useSyncExternalStore(store.subscribe, store.current);
}

/** Chooses values, here and in the URL. */
export function useChoose(): (variable: Variable, values: readonly string[]) => void {
  const store = useVariableStore();
  return (variable, values) => {
    store.choose(variable.name, values);
    const held = store.current().get(variable.name)?.values ?? values;
    if (variable.skipUrlSync !== true) updateUrl(urlValues(variable.name, held));
  };
}

export interface SettledVariables {
  readonly variables: ReadonlyMap<string, VariableState>;
  /** False until all were found once. Later, while some are found anew, what they were before stands. */
  readonly isReady: boolean;
}

/** The name under which a text asks for all variables. */
const ALL_VARIABLES = '__all_variables';

/**
 * The variables of these names once none of them is pending; the same object until one of them changes, so that what uses
 * it is drawn anew for its own variables only.
 */
export function useSettledVariables(names: ReadonlySet<string>): SettledVariables {
  const store = useVariableStore();
  const settled = useRef<SettledVariables>({ variables: new Map(), isReady: false });
  const read = () => {
    const running = [...store.current().values()];
    const used = names.has(ALL_VARIABLES) ? running : running.filter(({ definition }) => names.has(definition.name));
    const before = settled.current;
    if (used.some(({ isPending }) => isPending)) return before;
    const isSame =
      before.isReady &&
      before.variables.size === used.length &&
      used.every(({ state }) => before.variables.get(state.name) === state);
    if (!isSame) settled.current = { variables: new Map(used.map(({ state }) => [state.name, state])), isReady: true };
    return settled.current;
  };
  return useSyncExternalStore(store.subscribe, read);
}
