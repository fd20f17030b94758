/** What was before and what was undone; `group` names what consecutive changes count as one, such as the typing of a title. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  readonly group: string | undefined;
}

/** The most steps that can be undone. */
const MOST = 100;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], group: undefined });

export function changed<T>(history: History<T>, present: T, group?: string): History<T> {
  if (present === history.present) return history;
  if (group !== undefined && group === history.group) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-MOST), present, future: [], group };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  const { past, present, future } = history;
  return { past: past.slice(0, -1), present: before, future: [present, ...future], group: undefined };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, group: undefined };
}
