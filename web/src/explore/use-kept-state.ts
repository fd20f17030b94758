import { useCallback, useState } from 'react';

/** State that stays in this browser: how somebody likes to see things, nothing that a link should carry. */
export function useKeptState<T extends object>(key: string, initial: T): [T, (changes: Partial<T>) => void] {
  const name = `quartet.${key}`;
  const [state, setState] = useState<T>(() => {
    try {
      return { ...initial, ...(JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<T>) };
    } catch {
      return initial;
    }
  });
  const change = useCallback(
    (changes: Partial<T>) =>
      setState((before) => {
        const next = { ...before, ...changes };
        try {
          localStorage.setItem(name, JSON.stringify(next));
        } catch {
          // Kept for as long as the page is open.
        }
        return next;
      }),
    [name],
  );
  return [state, change];
}
