import type { DiscoveryKind } from './discovery-config.js';
import type { DiscoveryEnvironment } from './discovery-environment.js';

const FIRST_RETRY_MS = 1_000;

/**
 * Whether something that is tried again and again works. What fails is counted each time, and logged when it begins to
 * fail, when it fails in another way, and when it works again.
 */
export class FailureState {
  private message: string | undefined;
  private failures = 0;

  constructor(
    private readonly kind: DiscoveryKind,
    /** What is tried, for the log. */
    private readonly name: string,
    private readonly environment: DiscoveryEnvironment,
  ) {}

  /** Gives the ms to wait before the next attempt, at most `longestMs`: doubled each time, and up to half of it less by chance. */
  failed(error: unknown, longestMs: number): number {
    const message = error instanceof Error ? error.message : String(error);
    this.environment.failed?.(this.kind);
    if (message !== this.message) {
      const place = { discovery: this.kind, of: this.name, error: message };
      this.environment.logger.warn(place, 'discovery failed; it keeps the targets that it had');
    }
    this.message = message;
    const delay = Math.min(longestMs, FIRST_RETRY_MS * 2 ** Math.min(this.failures++, 20));
    return delay * (1 - Math.random() / 2);
  }

  succeeded(): void {
    if (this.message !== undefined)
      this.environment.logger.info({ discovery: this.kind, of: this.name }, 'discovery works again');
    this.message = undefined;
    this.failures = 0;
  }
}
