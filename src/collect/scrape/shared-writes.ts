import type { WriteBatch } from '../../model/batch.js';
import type { Writer } from '../../storage/interface.js';
import type { Clock } from '../../telemetry/clock.js';

interface Held {
  readonly batch: WriteBatch;
  readonly resolve: (written: Promise<void>) => void;
}

/**
 * Gives what many targets showed to the store together: each write by itself would be synced to disk by itself. After a quiet
 * time one goes at once.
 */
export class SharedWrites {
  private held: Held[] = [];
  private lastMs = Number.NEGATIVE_INFINITY;
  private cancel: () => void = () => undefined;
  private isReleased = false;

  constructor(
    private readonly writer: Pick<Writer, 'write'>,
    private readonly clock: Clock,
    /** How long one waits for others, ms. */
    private readonly holdMs: number,
  ) {}

  /** As `Writer.write`. */
  write(batch: WriteBatch): Promise<void> {
    const now = this.clock.now();
    const due = this.lastMs + this.holdMs;
    if (this.isReleased || (this.held.length === 0 && now >= due)) {
      this.lastMs = now;
      return this.writer.write(batch);
    }
    return new Promise((resolve) => {
      this.held.push({ batch, resolve });
      if (this.held.length === 1) this.cancel = this.clock.at(due, () => this.flush());
    });
  }

  /** From now on nothing waits. */
  release(): void {
    this.isReleased = true;
    this.flush();
  }

  private flush(): void {
    this.cancel();
    this.lastMs = this.clock.now();
    const held = this.held;
    this.held = [];
    for (const { batch, resolve } of held) resolve(this.writer.write(batch));
  }
}
