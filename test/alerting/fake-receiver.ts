import { type Integration, type Notification, NotifyError } from '../../src/alerting/notify/integration.js';
import type { Clock } from '../../src/telemetry/clock.js';

/** How a receiver answers. */
export interface Behaviour {
  /** Attempts that still fail; infinite when it is down. */
  failures: number;
  /** Failures cannot be mended by trying again. */
  final: boolean;
  slowMs: number;
  retryAfterMs: number;
  attempts: number;
}

export const wellBehaved = (): Behaviour => ({ failures: 0, final: false, slowMs: 0, retryAfterMs: 0, attempts: 0 });

/** An integration that keeps what it is told. */
export class FakeReceiver implements Integration {
  readonly name = 'fake';

  constructor(
    readonly index: number,
    readonly sendResolved: boolean,
    private readonly clock: Clock,
    private readonly behaviour: Behaviour,
    private readonly told: (notification: Notification) => void,
  ) {}

  async notify(notification: Notification, signal: AbortSignal): Promise<void> {
    const { slowMs, retryAfterMs, final } = this.behaviour;
    this.behaviour.attempts++;
    if (slowMs > 0) {
      await new Promise<void>((resolve, reject) => {
        const cancel = this.clock.at(this.clock.now() + slowMs, resolve);
        signal.addEventListener('abort', () => {
          cancel();
          reject(new NotifyError('aborted', true));
        });
      });
    }
    if (this.behaviour.failures > 0) {
      this.behaviour.failures--;
      throw new NotifyError('down', !final, retryAfterMs === 0 ? undefined : retryAfterMs);
    }
    this.told(notification);
  }
}
