import { createContext, useCallback, useContext, useState } from 'react';

/** Which of several named series are drawn. */
export interface Visibility {
  readonly isHidden: (name: string) => boolean;
  /** Only this one; all, when it is the only one already. */
  readonly isolate: (name: string) => void;
  readonly toggle: (name: string) => void;
}

/**
 * Takes which of `names` are hidden from now on, where what stands around a chart keeps that in its fields; false where it
 * does not, as names are none of fields.
 */
export type KeepHidden = (names: readonly string[], hidden: ReadonlySet<string>) => boolean;

export const KeepHiddenContext = createContext<KeepHidden>(() => false);

/** Choices of the legend over what the fields say. Kept by name, so that they outlive new data. */
export function useVisibility(names: readonly string[], hiddenByField: ReadonlySet<string>): Visibility {
  const keep = useContext(KeepHiddenContext);
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const hidden = chosen ?? hiddenByField;
  const choose = useCallback(
    (next: ReadonlySet<string>) => setChosen(keep(names, next) ? undefined : next),
    [keep, names],
  );
  const isolate = useCallback((name: string) => choose(isolated(names, hidden, name)), [choose, names, hidden]);
  const toggle = useCallback((name: string) => choose(toggled(hidden, name)), [choose, hidden]);
  return { isHidden: (name) => hidden.has(name), isolate, toggle };
}

/** All but `name`, or none where it was shown alone. */
export function isolated(names: readonly string[], hidden: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const others = new Set(names.filter((other) => other !== name));
  const isAlone = !hidden.has(name) && [...others].every((other) => hidden.has(other));
  return isAlone ? new Set() : others;
}

export function toggled(hidden: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(hidden);
  if (!next.delete(name)) next.add(name);
  return next;
}
