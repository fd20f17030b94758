import { Stretch } from '../lib/turns.js';
import { QuartetError } from '../model/errors.js';

/** Keeps an evaluation from holding the event loop, and ends it at its deadline or when nobody waits for it. */
export class Pace {
  private readonly deadline: number;
  private readonly stretch = new Stretch();

  constructor(
    timeoutMs: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.deadline = performance.now() + timeoutMs;
  }

  /** To be called between series. True: it is time to `rest`. */
  get isDue(): boolean {
    return this.stretch.isOver;
  }

  /** Lets the event loop turn. Throws `canceled` or `timeout` when the evaluation is to end. */
  async rest(): Promise<void> {
    await this.stretch.rest();
    this.check();
  }

  check(): void {
    if (this.signal?.aborted) throw new QuartetError('canceled', 'query was canceled in expression evaluation');
    if (performance.now() > this.deadline) {
      throw new QuartetError('timeout', 'query timed out in expression evaluation');
    }
  }
}
