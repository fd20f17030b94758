import { useSyncExternalStore } from 'react';

/** A trace that was looked at in this browser. */
export interface RecentTrace {
  readonly traceId: string;
  readonly title: string;
}

const KEY = 'quartet.recent-traces';
const MOST = 20;
const NONE: readonly RecentTrace[] = [];

const listeners = new Set<() => void>();
let cached: { readonly text: string | null; readonly traces: readonly RecentTrace[] } = { text: null, traces: NONE };

function read(): readonly RecentTrace[] {
  const text = localStorage.getItem(KEY);
  if (text !== cached.text) cached = { text, traces: parse(text) };
  return cached.traces;
}

function parse(text: string | null): readonly RecentTrace[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isRecent) : NONE;
  } catch {
    return NONE;
  }
}

const isRecent = (value: unknown): value is RecentTrace =>
  typeof (value as RecentTrace | null)?.traceId === 'string' && typeof (value as RecentTrace).title === 'string';

/** The latest first, each once. */
export function rememberTrace(trace: RecentTrace): void {
  const traces = [trace, ...read().filter(({ traceId }) => traceId !== trace.traceId)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(traces));
  } catch {
    // A browser that keeps nothing has no recent traces.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useRecentTraces = (): readonly RecentTrace[] => useSyncExternalStore(subscribe, read);
