import type { DataFrame } from '@grafana/data';
import type { DrawnPanel } from './dashboard-context';

/** What the panels of one dashboard were answered last, by their keys: for inspection, and for panels that show another's data. */
export class Answers {
  private readonly drawn = new Map<string, DrawnPanel>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly of = (key: string): DrawnPanel | undefined => this.drawn.get(key);

  take(key: string, panel: DrawnPanel): void {
    if (this.drawn.get(key)?.data === panel.data) return;
    this.drawn.set(key, panel);
    for (const listener of this.listeners) listener();
  }

  /** Whether a panel was answered with any row; undefined until it was answered. */
  readonly hasData = (key: string): boolean | undefined =>
    this.drawn.get(key)?.answer.frames.some(({ length }) => length > 0);

  /** The frames of a panel, once it has any. */
  framesOf(key: string): Promise<readonly DataFrame[]> {
    return new Promise((resolve) => {
      const look = (): boolean => {
        const found = this.drawn.get(key);
        if (found !== undefined) resolve(found.answer.frames);
        return found !== undefined;
      };
      if (look()) return;
      const stop = this.subscribe(() => {
        if (look()) stop();
      });
    });
  }
}
