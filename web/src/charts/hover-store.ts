import { useSyncExternalStore } from 'react';

/** Where the pointer (or the keyboard) is in a chart. */
export interface Hover {
  /** Index along the times; undefined: not over the chart. */
  readonly row: number | undefined;
  /** Row of each series, by uPlot's numbers; null: none near. */
  readonly rows: readonly (number | null)[];
  /** The series nearest to the pointer, from 0. */
  readonly series: number | undefined;
  /** Place in the window, CSS px. */
  readonly x: number;
  readonly y: number;
  readonly isPinned: boolean;
  /** It came from another chart: the tooltip does not follow. */
  readonly isRemote: boolean;
}

export const NOT_HOVERED: Hover = {
  row: undefined,
  rows: [],
  series: undefined,
  x: 0,
  y: 0,
  isPinned: false,
  isRemote: false,
};

/** The hover of one chart. Only what reads it is rendered again: never the chart. */
export class HoverStore {
  #hover = NOT_HOVERED;
  readonly #listeners = new Set<() => void>();

  get = (): Hover => this.#hover;

  set(hover: Hover): void {
    if (hover === this.#hover) return;
    this.#hover = hover;
    for (const listener of this.#listeners) listener();
  }

  unpin = (): void => this.set(NOT_HOVERED);

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const useHover = (store: HoverStore): Hover => useSyncExternalStore(store.subscribe, store.get);
