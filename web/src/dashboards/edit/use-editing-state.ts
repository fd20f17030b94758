import { useCallback, useMemo, useState } from 'react';
import type { Dashboard } from '../model/dashboard';
import type { Json } from '../model/json';
import { writeDashboard } from '../model/read-dashboard';
import type { Editing } from './editing-context';
import { changed, type History, redone, startHistory, undone } from './operations/history';
import { usedDrafts } from './operations/shared-panels';

export interface EditingState extends Editing {
  /** As it is stored; what is changed is told by the difference. */
  readonly base: Json;
  readonly isChanged: boolean;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  /** Begins anew with what was saved, or with another version. */
  readonly restart: (dashboard: Dashboard) => void;
  /** What was announced last. */
  readonly said: string;
}

interface State {
  readonly base: Json;
  readonly history: History<Dashboard>;
}

const begin = (dashboard: Dashboard): State => ({ base: writeDashboard(dashboard), history: startHistory(dashboard) });

export function useEditingState(initial: Dashboard): EditingState {
  const [{ base, history }, setState] = useState(() => begin(initial));
  const [said, announce] = useState('');
  const setHistory = useCallback(
    (next: (history: History<Dashboard>) => History<Dashboard>) =>
      setState((state) => ({ ...state, history: next(state.history) })),
    [],
  );
  const change = useCallback<Editing['change']>(
    (make, group) => setHistory((now) => changed(now, make(now.present), group)),
    [setHistory],
  );
  const dashboard = history.present;
  const isChanged = useMemo(
    () => usedDrafts(dashboard).length > 0 || JSON.stringify(base) !== JSON.stringify(writeDashboard(dashboard)),
    [base, dashboard],
  );
  const step = (next: typeof undone<Dashboard>, word: string) => () => {
    setHistory(next);
    announce(word);
  };
  return {
    dashboard,
    base,
    isChanged,
    change,
    announce,
    said,
    undo: history.past.length > 0 ? step(undone, 'Undone') : undefined,
    redo: history.future.length > 0 ? step(redone, 'Redone') : undefined,
    restart: useCallback((next: Dashboard) => setState(begin(next)), []),
  };
}
