import { Counter, Gauge, Summary } from 'prom-client';
import type { Metrics } from '../../telemetry/metrics.js';

/** The figures of sending alerts, under Prometheus' names. */
export class NotificationFigures {
  readonly sent = counter('sent_total', 'Alerts sent.');
  readonly errors = counter('errors_total', 'Alerts that could not be sent.');
  readonly dropped = counter('dropped_total', 'Alerts given up: failed to be sent, or too many waited.');
  readonly latency = new Summary({
    name: 'prometheus_notifications_latency_seconds',
    help: 'Time to send a batch of alerts.',
    labelNames: ['alertmanager'],
    percentiles: [0.5, 0.9, 0.99],
    maxAgeSeconds: 600,
    ageBuckets: 5,
    registers: [],
  });

  /** An Alertmanager is there: its counts begin with 0. */
  begin(alertmanager: string): void {
    for (const one of [this.sent, this.errors, this.dropped]) one.inc({ alertmanager }, 0);
  }

  /** An Alertmanager is gone. */
  end(alertmanager: string): void {
    for (const one of [this.sent, this.errors, this.dropped, this.latency]) one.remove({ alertmanager });
  }

  /** `waiting`: by Alertmanager, how many alerts wait. */
  describeTo(metrics: Pick<Metrics, 'gauge' | 'registry'>, capacity: number, waiting: () => Map<string, number>): void {
    const { registry } = metrics;
    for (const one of [this.sent, this.errors, this.dropped]) registry.registerMetric(one);
    registry.registerMetric(this.latency);
    new Gauge({
      name: 'prometheus_notifications_queue_length',
      help: 'Alerts that wait.',
      labelNames: ['alertmanager'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [alertmanager, count] of waiting()) this.set({ alertmanager }, count);
      },
    });
    metrics.gauge('prometheus_notifications_queue_capacity', 'Alerts that may wait.', () => capacity);
    metrics.gauge(
      'prometheus_notifications_alertmanagers_discovered',
      'Alertmanagers that alerts are sent to.',
      () => waiting().size,
    );
  }
}

const counter = (name: string, help: string) =>
  new Counter({ name: `prometheus_notifications_${name}`, help, labelNames: ['alertmanager'], registers: [] });
