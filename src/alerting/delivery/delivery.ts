import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { Figures } from '../figures.js';
import { dueReason, type Told } from '../notification-log/due.js';
import type { NotificationLog } from '../notification-log/notification-log.js';
import { type Integration, type Notification, NotifyError } from '../notify/integration.js';
import { backOffMs } from './back-off.js';
import { integrationKey, type LastAttempts } from './last-attempts.js';
import type { NotificationRate } from './notification-rate.js';
import type { ReceiverGate } from './receiver-gate.js';

/** What all deliveries share. */
export interface DeliveryContext {
  readonly clock: Clock;
  readonly log: NotificationLog;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  readonly figures: Figures;
  readonly attempts: Pick<LastAttempts, 'note'>;
  readonly rate: Pick<NotificationRate, 'allows'>;
  /** From 0 inclusive to 1 exclusive. */
  readonly random: () => number;
  /** How long this instance waits for those before it; undefined where it is the only one. */
  readonly peerWaitMs: number | undefined;
  /** Entries of the log are kept no longer, ms. */
  readonly retentionMs: number;
}

/** What is to be told of a group. Times in ms. */
export interface GroupNotification extends Omit<Notification, 'reason'> {
  readonly repeatIntervalMs: number;
  /** When everybody gives up. */
  readonly deadlineMs: number;
}

export const logKey = (groupKey: string, receiver: string, integration: Pick<Integration, 'name' | 'index'>): string =>
  `${groupKey}:${integrationKey(receiver, integration)}`;

/**
 * Tells one integration of one group, if it does not know: waits for instances before this one, asks the notification log,
 * tries until it succeeds, cannot succeed, or the deadline passes, and writes the log.
 * https://prometheus.io/docs/alerting/latest/alertmanager/
 */
export class Delivery {
  private readonly abort = new AbortController();
  private readonly told: Told;
  private readonly key: string;
  private attempts = 0;
  private tried = false;
  private finished = false;
  private cancelWait: () => void = () => {};
  private cancelDeadline: () => void = () => {};

  constructor(
    private readonly context: DeliveryContext,
    private readonly integration: Integration,
    private readonly gate: ReceiverGate,
    private readonly group: GroupNotification,
    /** Called once: whether the integration knows what it has to know. */
    private readonly done: (known: boolean) => Promise<void>,
  ) {
    const { alerts } = group;
    const those = (status: 'firing' | 'resolved') =>
      alerts.filter((alert) => alert.status === status).map(({ fingerprint }) => fingerprint);
    this.told = { firing: those('firing'), resolved: those('resolved') };
    this.key = logKey(group.groupKey, group.receiver, integration);
  }

  /** Resolves when it is finished or has to wait for a time. Never rejects. */
  async begin(): Promise<void> {
    const { clock, peerWaitMs } = this.context;
    if (this.reason() === undefined) return this.finish(true);
    this.cancelDeadline = clock.at(this.group.deadlineMs, () =>
      this.giveUp('the receiver did not answer before the deadline of the notification'),
    );
    if (peerWaitMs === undefined || peerWaitMs === 0) return this.check();
    this.cancelWait = clock.at(clock.now() + peerWaitMs, () => this.check());
  }

  /** Ends it without another attempt. */
  stop(): void {
    this.finished = true;
    this.cancel();
  }

  private cancel(): void {
    this.cancelWait();
    this.cancelDeadline();
    this.abort.abort();
  }

  private reason(): Notification['reason'] | undefined {
    const { repeatIntervalMs } = this.group;
    const { sendResolved } = this.integration;
    const nowMs = this.context.clock.now();
    return dueReason(this.context.log.get(this.key), this.told, { sendResolved, repeatIntervalMs, nowMs });
  }

  private async check(): Promise<void> {
    if (this.context.peerWaitMs !== undefined) await this.context.log.refresh();
    if (this.finished) return;
    const reason = this.reason();
    if (reason === undefined) return this.finish(true);
    if (this.integration.sendResolved) return this.attempt({ ...this.notification(this.group.alerts), reason });
    const firing = this.group.alerts.filter(({ status }) => status === 'firing');
    if (firing.length > 0) return this.attempt({ ...this.notification(firing), reason });
    await this.note();
    return this.finish(true);
  }

  private notification(alerts: Notification['alerts']): Omit<Notification, 'reason'> {
    const { groupKey, receiver, groupLabels, nowMs } = this.group;
    return { groupKey, receiver, groupLabels, nowMs, alerts };
  }

  private attempt(notification: Notification): Promise<void> {
    return this.gate.run(
      async () => {
        if (this.finished) return;
        const { figures, clock, rate } = this.context;
        if (!rate.allows(this.integration.name)) {
          figures.rateLimited.inc({ integration: this.integration.name });
          return this.giveUp('failed to notify due to rate limits (alertmanager_notification_rate_limit)');
        }
        const began = clock.now();
        this.tried = true;
        figures.requests.inc({ integration: this.integration.name });
        try {
          await this.integration.notify(notification, this.abort.signal);
        } catch (error) {
          figures.failedRequests.inc({ integration: this.integration.name });
          return this.failed(error as Error, notification);
        } finally {
          figures.latency.observe({ integration: this.integration.name }, (clock.now() - began) / 1000);
        }
        this.noteAttempt(undefined);
        await this.note();
        return this.finish(true);
      },
      () => this.finished,
    );
  }

  private failed(error: Error, notification: Notification): Promise<void> | void {
    if (this.finished) return;
    this.noteAttempt(error.message);
    const { clock, random, logger } = this.context;
    if (!(error instanceof NotifyError) || !error.retryable) return this.giveUp(error.message);
    this.attempts++;
    const at = clock.now() + Math.max(backOffMs(this.attempts, random()), error.retryAfterMs ?? 0);
    if (at >= this.group.deadlineMs) return this.giveUp(error.message);
    if (this.attempts === 1)
      logger.warn({ ...this.where(), err: error.message }, 'a notification failed; it is tried again');
    this.cancelWait = clock.at(at, () => this.attempt(notification));
  }

  private giveUp(why: string): Promise<void> {
    if (this.finished) return Promise.resolve();
    this.noteAttempt(why);
    this.context.logger.error(
      { ...this.where(), err: why },
      'a notification failed; the next flush of the group tries again',
    );
    return this.finish(false);
  }

  private where() {
    return { receiver: this.group.receiver, integration: `${this.integration.name}[${this.integration.index}]` };
  }

  private noteAttempt(error: string | undefined): void {
    const { attempts, clock } = this.context;
    attempts.note(this.group.receiver, this.integration, { ms: clock.now(), error });
  }

  private async note(): Promise<void> {
    const nowMs = this.context.clock.now();
    const keptMs = Math.min(this.context.retentionMs, 2 * this.group.repeatIntervalMs);
    await this.context.log.put(this.key, { ...this.told, timestampMs: nowMs, expiresAtMs: nowMs + keptMs });
  }

  private async finish(known: boolean): Promise<void> {
    if (this.finished) return;
    this.finished = true;
    this.cancel();
    if (this.tried) this.context.figures.notified(this.integration.name, known);
    await this.done(known);
  }
}
