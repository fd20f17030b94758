import { Counter, Gauge, Histogram } from 'prom-client';
import type { Metrics } from '../telemetry/metrics.js';

type Counts = Readonly<Record<string, number>>;

/** The figures that people graph, under Alertmanager's names. https://prometheus.io/docs/alerting/latest/alertmanager/ */
export class Figures {
  readonly received = counter('alerts_received_total', 'Alerts received.', ['status', 'version']);
  readonly invalid = counter('alerts_invalid_total', 'Alerts received that were invalid.', ['version']);
  readonly requests = counter('notification_requests_total', 'Attempts to notify.', ['integration']);
  readonly failedRequests = counter('notification_requests_failed_total', 'Attempts to notify that failed.', [
    'integration',
  ]);
  readonly rateLimited = new Counter({
    name: 'cortex_alertmanager_notification_rate_limited_total',
    help: 'Notifications that were more than the tenant may send.',
    labelNames: ['integration'],
    registers: [],
  });
  readonly refusedAlerts = new Counter({
    name: 'cortex_alertmanager_alerts_insert_limited_total',
    help: 'Alerts that were more than the tenant may have.',
    registers: [],
  });
  readonly refusedGroups = new Counter({
    name: 'cortex_alertmanager_dispatcher_aggregation_group_limit_reached_total',
    help: 'Alerts that would have begun more groups than the tenant may have.',
    registers: [],
  });
  readonly suppressed = counter('notifications_suppressed_total', 'Alerts kept back.', ['reason']);
  readonly latency = new Histogram({
    name: 'alertmanager_notification_latency_seconds',
    help: 'Time to notify.',
    labelNames: ['integration'],
    buckets: [1, 5, 10, 15, 20],
    registers: [],
  });
  private readonly sent = counter('notifications_total', 'Notifications attempted.', ['integration']);
  private readonly failed = counter('notifications_failed_total', 'Notifications that failed.', [
    'integration',
    'reason',
  ]);

  notified(integration: string, successful: boolean): void {
    this.sent.inc({ integration });
    if (!successful) this.failed.inc({ integration, reason: 'other' });
  }

  /** `counts` are read when somebody asks: by metric, then by state. */
  describeTo(
    { registry }: Pick<Metrics, 'registry'>,
    counts: Readonly<Record<string, () => Counts | Promise<Counts>>>,
  ): void {
    const { received, invalid, requests, failedRequests, suppressed, latency, sent, failed } = this;
    const { rateLimited, refusedAlerts, refusedGroups } = this;
    const limited = [rateLimited, refusedAlerts, refusedGroups];
    for (const one of [received, invalid, requests, failedRequests, suppressed, sent, failed, ...limited])
      registry.registerMetric(one);
    registry.registerMetric(latency);
    for (const [name, read] of Object.entries(counts)) {
      new Gauge({
        name: `alertmanager_${name}`,
        help: `${name}, by state.`,
        labelNames: ['state'],
        registers: [registry],
        async collect() {
          for (const [state, count] of Object.entries(await read())) this.set({ state }, count);
        },
      });
    }
  }
}

const counter = (name: string, help: string, labelNames: string[]) =>
  new Counter({ name: `alertmanager_${name}`, help, labelNames, registers: [] });
