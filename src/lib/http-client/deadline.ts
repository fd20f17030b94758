/** What ends an exchange: its caller, or that its time is over. */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly cancel = () => this.controller.abort(new Error('context canceled'));

  constructor(
    timeoutMs: number,
    private readonly caller: AbortSignal | undefined,
  ) {
    this.timer = setTimeout(() => this.controller.abort(new Error('context deadline exceeded')), timeoutMs);
    if (caller?.aborted === true) this.cancel();
    else caller?.addEventListener('abort', this.cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Why it ended, if it did. */
  get reason(): Error | undefined {
    return this.signal.aborted ? (this.signal.reason as Error) : undefined;
  }

  /** Rejects when it ends before `work`. */
  async bound<T>(work: Promise<T>): Promise<T> {
    let end: (() => void) | undefined;
    const ended = new Promise<never>((_, reject) => {
      end = () => reject(this.reason);
      if (this.signal.aborted) end();
      else this.signal.addEventListener('abort', end, { once: true });
    });
    try {
      return await Promise.race([work, ended]);
    } finally {
      this.signal.removeEventListener('abort', end!);
    }
  }

  /** From now on only the caller ends it. */
  stopTimer(): void {
    clearTimeout(this.timer);
  }

  close(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.cancel);
  }
}
