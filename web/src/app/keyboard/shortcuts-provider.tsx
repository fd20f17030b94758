import {
  createContext,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { listen } from './listen';
import type { ShortcutGroup } from './shortcuts';

type Groups = RefObject<readonly ShortcutGroup[]>;

interface Shortcuts {
  /** Takes the shortcuts of a part of the page; returns what takes them back. */
  readonly add: (groups: Groups) => () => void;
  readonly help: () => void;
}

const ShortcutsContext = createContext<Shortcuts>({ add: () => () => undefined, help: () => undefined });

const KeyboardHelp = lazy(() => import('./keyboard-help'));

/** Hears the keys of all parts of the page, and shows them on demand: first those of what came last, the page itself. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [parts] = useState(() => new Set<Groups>());
  const [shown, setShown] = useState<readonly ShortcutGroup[]>();
  const all = useCallback(() => [...parts].reverse().flatMap(({ current }) => current), [parts]);
  const shortcuts = useMemo<Shortcuts>(
    () => ({
      add: (groups) => {
        parts.add(groups);
        return () => parts.delete(groups);
      },
      help: () => setShown(all()),
    }),
    [parts, all],
  );
  useEffect(() => listen(all), [all]);
  return (
    <ShortcutsContext.Provider value={shortcuts}>
      {children}
      {shown !== undefined && (
        <Suspense>
          <KeyboardHelp groups={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </ShortcutsContext.Provider>
  );
}

/** Adds shortcuts while the component is there. */
export function useShortcuts(groups: readonly ShortcutGroup[]): void {
  const { add } = useContext(ShortcutsContext);
  const latest = useRef(groups);
  latest.current = groups;
  useEffect(() => add(latest), [add]);
}

/** Shows the shortcuts of the page. */
export const useShortcutHelp = (): (() => void) => useContext(ShortcutsContext).help;
