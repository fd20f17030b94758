import type { NamedReceiver } from '../alertmanager-config.js';
import { type Alert, resolvedAt } from '../alerts/alert.js';
import type { AggregationGroup } from '../dispatch/aggregation-group.js';
import type { Integration, NotifiedAlert } from '../notify/integration.js';
import { compareAlerts } from './alert-order.js';
import { Delivery, type DeliveryContext } from './delivery.js';
import { ReceiverGate } from './receiver-gate.js';

/** A flush has at least so long, however short the group's interval. */
const LEAST_TIME_MS = 10_000;

/** Brings what is to be told of a group to every integration of its receiver. */
export class Notifier {
  private receivers: ReadonlyMap<string, readonly Integration[]> = new Map();
  private readonly gates = new Map<string, ReceiverGate>();
  private readonly underWay = new Set<Delivery>();

  constructor(private readonly context: DeliveryContext) {}

  /** The receivers from now on; what is under way ends with those before. */
  use<R extends NamedReceiver>(receivers: readonly R[], integrations: (receiver: R) => readonly Integration[]): void {
    this.receivers = new Map(receivers.map((receiver) => [receiver.name, integrations(receiver)]));
    for (const name of this.gates.keys()) if (!this.receivers.has(name)) this.gates.delete(name);
  }

  integrations(receiver: string): readonly Integration[] {
    return this.receivers.get(receiver) ?? [];
  }

  /**
   * Resolves when all integrations know, or those that do not have to wait for a time. `done` is called once, when none is
   * left: whether all know.
   */
  async notify(
    group: AggregationGroup,
    alerts: readonly Alert[],
    nowMs: number,
    done: (successful: boolean) => Promise<void>,
  ): Promise<void> {
    const { receiver, groupIntervalMs, repeatIntervalMs } = group.route.options;
    const integrations = this.integrations(receiver);
    if (alerts.length === 0 || integrations.length === 0) return done(true);
    const notification = {
      groupKey: group.key,
      receiver,
      groupLabels: group.labels,
      alerts: alerts.map((alert) => notified(alert, nowMs)).sort(compareAlerts),
      nowMs,
      repeatIntervalMs,
      deadlineMs: nowMs + Math.max(groupIntervalMs, LEAST_TIME_MS) + (this.context.peerWaitMs ?? 0),
    };
    let left = integrations.length;
    let successful = true;
    const deliveries = integrations.map((integration) => {
      const delivery: Delivery = new Delivery(
        this.context,
        integration,
        this.gate(receiver),
        notification,
        async (known) => {
          this.underWay.delete(delivery);
          successful &&= known;
          left--;
          if (left === 0) await done(successful);
        },
      );
      this.underWay.add(delivery);
      return delivery;
    });
    await Promise.all(deliveries.map((delivery) => delivery.begin()));
  }

  /** Ends what is under way; the log says what was told, so that the next run goes on. */
  stop(): void {
    for (const delivery of this.underWay) delivery.stop();
    this.underWay.clear();
  }

  private gate(receiver: string): ReceiverGate {
    const known = this.gates.get(receiver);
    if (known !== undefined) return known;
    const gate = new ReceiverGate(this.context.clock);
    this.gates.set(receiver, gate);
    return gate;
  }
}

function notified(alert: Alert, nowMs: number): NotifiedAlert {
  const { labels, annotations, startsAtMs, endsAtMs, generatorUrl, fingerprint } = alert;
  const ended = resolvedAt(alert, nowMs);
  return {
    status: ended ? 'resolved' : 'firing',
    labels,
    annotations,
    startsAtMs,
    endsAtMs: ended ? endsAtMs : 0,
    generatorUrl,
    fingerprint,
  };
}
