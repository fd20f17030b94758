import { QuartetError } from '../../model/errors.js';

interface Waiter<T> {
  readonly isLarge: boolean;
  take(item: T): void;
  fail(error: QuartetError): void;
}

export interface Patience {
  /** Milliseconds that the caller waits for its turn. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Keeps what it gets for long. */
  readonly isLarge?: boolean | undefined;
}

/**
 * Hands out a fixed number of things, one caller each, first come first served; large callers get half of them at most, so
 * that the others need not wait for those to end. The list of those who wait is bounded.
 */
export class Lane<T> {
  private readonly idle: T[];
  /** What large callers have. */
  private readonly large = new Set<T>();
  private readonly maxLarge: number;
  private readonly waiting = new Set<Waiter<T>>();

  constructor(
    items: readonly T[],
    private readonly maxWaiting: number,
  ) {
    this.idle = [...items];
    this.maxLarge = Math.max(1, Math.floor(items.length / 2));
  }

  /** Rejects with `resource_exhausted`, `timeout` or `canceled`. What it gives must come back by `release`. */
  acquire({ timeoutMs, signal, isLarge = false }: Patience): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(canceled());
    if (this.idle.length > 0 && this.hasRoomFor(isLarge)) {
      const item = this.idle.pop()!;
      if (isLarge) this.large.add(item);
      return Promise.resolve(item);
    }
    if (this.waiting.size >= this.maxWaiting) {
      const message = `${this.waiting.size} calls wait for the engine already`;
      return Promise.reject(new QuartetError('resource_exhausted', message, { retryAfter: 1 }));
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.waiting.delete(waiter);
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const waiter: Waiter<T> = {
        isLarge,
        take: (given) => {
          leave();
          if (isLarge) this.large.add(given);
          resolve(given);
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      const onAbort = (): void => waiter.fail(canceled());
      const timer = setTimeout(
        () => waiter.fail(new QuartetError('timeout', `the engine was busy for ${timeoutMs} ms`)),
        Math.min(timeoutMs, MAX_TIMER),
      );
      signal?.addEventListener('abort', onAbort);
      this.waiting.add(waiter);
    });
  }

  release(item: T): void {
    this.large.delete(item);
    const next = this.nextWaiter();
    if (next === undefined) this.idle.push(item);
    else next.take(item);
  }

  private nextWaiter(): Waiter<T> | undefined {
    for (const waiter of this.waiting) if (this.hasRoomFor(waiter.isLarge)) return waiter;
    return undefined;
  }

  private hasRoomFor(isLarge: boolean): boolean {
    return !isLarge || this.large.size < this.maxLarge;
  }

  /** Rejects all who wait. */
  close(error: QuartetError): void {
    for (const waiter of [...this.waiting]) waiter.fail(error);
  }
}

/** The longest that a timer of Node can wait. */
export const MAX_TIMER = 2 ** 31 - 1;

export const canceled = (): QuartetError => new QuartetError('canceled', 'the caller went away');
