import type { Clock } from '../telemetry/clock.js';
import type { Logger } from '../telemetry/logger.js';

/** Tasks that run again and again, each so long after it ended. One that fails is tried again the next time. */
export class PeriodicTasks {
  private readonly cancels = new Map<string, () => void>();

  constructor(
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  start(name: string, everyMs: number, task: () => void | Promise<void>): void {
    const cancel = this.clock.at(this.clock.now() + everyMs, async () => {
      try {
        await task();
      } catch (error) {
        this.logger.warn({ err: error, task: name }, 'it is tried again the next time');
      }
      if (this.cancels.has(name)) this.start(name, everyMs, task);
    });
    this.cancels.set(name, cancel);
  }

  stop(): void {
    for (const cancel of this.cancels.values()) cancel();
    this.cancels.clear();
  }
}
