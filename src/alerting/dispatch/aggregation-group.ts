import type { Labels } from '../../model/labels.js';
import type { Clock } from '../../telemetry/clock.js';
import { type Alert, resolvedAt } from '../alerts/alert.js';
import { groupKey } from '../routing/group-key.js';
import type { Route } from '../routing/route.js';

/** What a group asks of those around it. */
export interface GroupContext {
  readonly clock: Clock;
  /** Resolves when it is stored that these have ended. */
  ended(alerts: readonly Alert[]): Promise<void>;
  /** These are no longer of the group: their receivers know that they have ended. */
  left(alerts: readonly Alert[]): void;
  /**
   * Tells the receiver how the alerts stand at `nowMs`. Resolves when that is done or has to wait; calls `done` with
   * whether it succeeded, once, then or later.
   */
  notify(
    group: AggregationGroup,
    alerts: readonly Alert[],
    nowMs: number,
    done: (successful: boolean) => Promise<void>,
  ): Promise<void>;
}

/**
 * Alerts of one route that agree in the labels it groups by. Notifies `group_wait` after the first one came, then every
 * `group_interval`. https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export class AggregationGroup {
  readonly key: string;
  private readonly alerts = new Map<string, Alert>();
  private nextMs = 0;
  private cancel: () => void = () => {};
  private flushed = false;
  private flushing = false;
  private overdue = false;
  private stopped = false;

  constructor(
    private readonly context: GroupContext,
    readonly route: Route,
    readonly labels: Labels,
  ) {
    this.key = groupKey(route, labels);
  }

  /** When it notifies next, ms since 1970. */
  get nextFlushMs(): number {
    return this.nextMs;
  }

  get empty(): boolean {
    return this.alerts.size === 0 && !this.flushing;
  }

  members(): Alert[] {
    return [...this.alerts.values()];
  }

  has(fingerprint: string): boolean {
    return this.alerts.has(fingerprint);
  }

  /** First flush after `group_wait`. */
  start(): void {
    this.schedule(this.context.clock.now() + this.route.options.groupWaitMs);
  }

  /** A group of the last run goes on: with the interval after `lastMs` where its receiver was told then. */
  resume(lastMs: number | undefined): void {
    const { groupIntervalMs, groupWaitMs } = this.route.options;
    const nowMs = this.context.clock.now();
    this.flushed = lastMs !== undefined;
    if (lastMs !== undefined) {
      this.schedule(lastMs + Math.max(1, Math.ceil((nowMs - lastMs) / groupIntervalMs)) * groupIntervalMs);
      return;
    }
    const first = this.members().reduce((least, { updatedAtMs }) => Math.min(least, updatedAtMs), nowMs);
    this.schedule(Math.max(nowMs, first + groupWaitMs));
  }

  /** Takes an alert as it now is. One that has fired for longer than `group_wait` does not wait any more. */
  insert(alert: Alert): void {
    this.alerts.set(alert.fingerprint, alert);
  }

  /** Flushes at once where a new group's alert has waited elsewhere already. */
  hasten(alert: Alert): void {
    const nowMs = this.context.clock.now();
    if (!this.flushed && alert.startsAtMs + this.route.options.groupWaitMs < nowMs) this.schedule(nowMs);
  }

  /** Takes these alerts in place of those it had. */
  replace(alerts: readonly Alert[]): void {
    this.alerts.clear();
    for (const alert of alerts) this.insert(alert);
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private schedule(ms: number): void {
    this.cancel();
    this.nextMs = ms;
    this.cancel = this.context.clock.at(ms, () => this.tick());
  }

  private tick(): Promise<void> | void {
    if (this.stopped) return;
    this.flushed = true;
    this.schedule(this.context.clock.now() + this.route.options.groupIntervalMs);
    if (this.flushing) this.overdue = true;
    else return this.flush();
  }

  private async flush(): Promise<void> {
    const nowMs = this.context.clock.now();
    const alerts = this.members();
    if (alerts.length === 0) return;
    this.flushing = true;
    const ended = alerts.filter((alert) => resolvedAt(alert, nowMs));
    if (ended.length > 0) await this.context.ended(ended);
    await this.context.notify(this, alerts, nowMs, async (successful) => {
      this.flushing = false;
      if (this.stopped) return;
      if (successful) this.remove(ended);
      if (!this.overdue) return;
      this.overdue = false;
      await this.flush();
    });
  }

  private remove(ended: readonly Alert[]): void {
    const left = ended.filter((alert) => this.alerts.get(alert.fingerprint) === alert);
    for (const { fingerprint } of left) this.alerts.delete(fingerprint);
    if (left.length > 0) this.context.left(left);
  }
}
