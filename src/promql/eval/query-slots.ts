import { QuartetError } from '../../model/errors.js';

/** Lets a number of queries run at once; the others wait in the order they came. */
export class QuerySlots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  /** Runs `query` once there is room. Throws `timeout` when that takes longer than `timeoutMs`. */
  async run<T>(timeoutMs: number, signal: AbortSignal | undefined, query: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await this.wait(timeoutMs, signal);
    try {
      return await query();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free++;
      else next();
    }
  }

  private wait(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (error: QuartetError): void => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        done();
        reject(error);
      };
      const onAbort = (): void => leave(new QuartetError('canceled', 'query was canceled in query queue'));
      const timer = setTimeout(() => leave(new QuartetError('timeout', 'query timed out in query queue')), timeoutMs);
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const enter = (): void => {
        done();
        resolve();
      };
      this.waiting.push(enter);
      signal?.addEventListener('abort', onAbort);
    });
  }
}
