import { useSyncExternalStore } from 'react';

/** The queries that were run in this browser, the latest first. */
const MOST = 50;
const LONGEST = 10_000;

type Signal = 'metrics' | 'logs' | 'traces';

const keyOf = (signal: Signal): string => `quartet.history.${signal}`;

const listeners = new Set<() => void>();
const cached = new Map<Signal, { text: string | null; queries: readonly string[] }>();

function read(signal: Signal): readonly string[] {
  const text = localStorage.getItem(keyOf(signal));
  const known = cached.get(signal);
  if (known?.text === text) return known.queries;
  const queries = parse(text);
  cached.set(signal, { text, queries });
  return queries;
}

function parse(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function write(signal: Signal, queries: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(signal), JSON.stringify(queries));
  } catch {
    // A browser that keeps nothing has no history.
  }
  for (const listener of listeners) listener();
}

export function remember(signal: Signal, query: string): void {
  if (query.trim() === '' || query.length > LONGEST) return;
  write(signal, [query, ...read(signal).filter((one) => one !== query)].slice(0, MOST));
}

export const forget = (signal: Signal, query: string): void =>
  write(
    signal,
    read(signal).filter((one) => one !== query),
  );

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useHistory = (signal: Signal): readonly string[] => useSyncExternalStore(subscribe, () => read(signal));
