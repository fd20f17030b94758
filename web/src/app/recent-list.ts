import { useSyncExternalStore } from 'react';

/** What was used last in this browser, the latest first and each once. Other pages of it see changes when they next read. */
export class RecentList<T> {
  readonly #key: string;
  readonly #most: number;
  /** An entry as whoever wrote it may have left it; undefined for what is none. */
  readonly #read: (value: unknown) => T | undefined;
  /** What tells two entries apart. */
  readonly #idOf: (entry: T) => string;
  readonly #listeners = new Set<() => void>();
  #text: string | null = null;
  #entries: readonly T[] = [];

  constructor(key: string, most: number, read: (value: unknown) => T | undefined, idOf: (entry: T) => string) {
    this.#key = key;
    this.#most = most;
    this.#read = read;
    this.#idOf = idOf;
  }

  /** The same array until something is remembered or forgotten. */
  readonly entries = (): readonly T[] => {
    const text = localStorage.getItem(this.#key);
    if (text !== this.#text) [this.#text, this.#entries] = [text, this.#parse(text)];
    return this.#entries;
  };

  remember(entry: T): void {
    this.#write([entry, ...this.#without(this.#idOf(entry))].slice(0, this.#most));
  }

  forget(id: string): void {
    this.#write(this.#without(id));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #without(id: string): readonly T[] {
    return this.entries().filter((entry) => this.#idOf(entry) !== id);
  }

  #parse(text: string | null): readonly T[] {
    try {
      const values: unknown = JSON.parse(text ?? '[]');
      return Array.isArray(values) ? values.map(this.#read).filter((entry) => entry !== undefined) : [];
    } catch {
      return [];
    }
  }

  #write(entries: readonly T[]): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify(entries));
    } catch {
      // A browser that keeps nothing remembers nothing.
    }
    for (const listener of this.#listeners) listener();
  }
}

export const useRecent = <T>(list: RecentList<T>): readonly T[] => useSyncExternalStore(list.subscribe, list.entries);

/** A list of texts. */
export const recentTexts = (key: string, most: number): RecentList<string> =>
  new RecentList(
    key,
    most,
    (value) => (typeof value === 'string' ? value : undefined),
    (text) => text,
  );
