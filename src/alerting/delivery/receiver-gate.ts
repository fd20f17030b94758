import type { Clock } from '../../telemetry/clock.js';
import { TokenBucket } from './token-bucket.js';

/** Notifications under way at once. */
const MAX_UNDER_WAY = 64;

/** Notifications begun within a second, and as many at once after a quiet time. */
const MAX_PER_SECOND = 100;

interface Waiting {
  readonly task: () => Promise<void>;
  readonly isOver: () => boolean;
}

/** Bounds what one receiver is asked for at once and in a second. Those beyond wait their turn. */
export class ReceiverGate {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;
  private readonly bucket: TokenBucket;
  private woken = false;

  constructor(private readonly clock: Clock) {
    this.bucket = new TokenBucket(clock, MAX_PER_SECOND);
  }

  /**
   * Runs `task`, which must not reject, now or when there is room. Resolves when it is done or has to wait. One that `isOver`
   * while it waits is left out and costs no turn: a receiver that is behind would else never catch up.
   */
  run(task: () => Promise<void>, isOver: () => boolean): Promise<void> {
    this.waiting.push({ task, isOver });
    return this.next();
  }

  private async next(): Promise<void> {
    const begun: Promise<void>[] = [];
    this.leaveOut();
    while (this.waiting.length > 0 && this.underWay < MAX_UNDER_WAY && this.takeToken()) {
      const { task } = this.waiting.shift()!;
      this.leaveOut();
      this.underWay++;
      begun.push(
        task().then(() => {
          this.underWay--;
          return this.waiting.length > 0 ? this.next() : undefined;
        }),
      );
    }
    await Promise.all(begun);
  }

  private leaveOut(): void {
    const first = this.waiting.findIndex(({ isOver }) => !isOver());
    this.waiting.splice(0, first < 0 ? this.waiting.length : first);
  }

  private takeToken(): boolean {
    if (this.bucket.take()) return true;
    if (!this.woken) {
      this.woken = true;
      this.clock.at(this.clock.now() + 1000 / MAX_PER_SECOND, () => {
        this.woken = false;
        return this.next();
      });
    }
    return false;
  }
}
