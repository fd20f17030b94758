/** A failure that goes on is told of again after so long. */
const AGAIN_MS = 600_000;

/** Says when a rule's failures are to be told of: the first, then every ten minutes, and the end of them. */
export class FailureNotice {
  private toldMs: number | undefined;
  private untold = 0;

  /** How many failures a notice of this one stands for; undefined: it is not told of. `ms` since 1970. */
  failed(ms: number): number | undefined {
    this.untold++;
    if (this.toldMs !== undefined && ms - this.toldMs < AGAIN_MS) return undefined;
    const failures = this.untold;
    this.toldMs = ms;
    this.untold = 0;
    return failures;
  }

  /** Whether it had failed until now. */
  succeeded(): boolean {
    const hadFailed = this.toldMs !== undefined;
    this.toldMs = undefined;
    this.untold = 0;
    return hadFailed;
  }
}
