import type { HttpClient } from '../../lib/http-client/http-client.js';
import type { AlertSink, PostedAlert } from '../../model/alert.js';
import { type Labels, labelValue } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { Clock } from '../../telemetry/clock.js';
import type { Logger } from '../../telemetry/logger.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { withAbsoluteLinks } from '../absolute-links.js';
import { type EndpointDefaults, endpointUrl, withDefaults } from './endpoint.js';
import { EndpointSender, QUEUE_CAPACITY } from './endpoint-sender.js';
import { NotificationFigures } from './notification-figures.js';

/** Relabelling: `undefined` for what is dropped. */
export type Relabel = (labels: Labels) => Labels | undefined;

/** Targets as discovery finds them: `__address__` in each, and meta labels. */
export type DiscoveredTargets = readonly Readonly<Record<string, string>>[];

/** Alertmanagers that are found and spoken to in one way: an entry of `alertmanagers`. */
export interface AlertmanagerSet extends EndpointDefaults {
  readonly timeoutMs: number;
  readonly client: HttpClient;
  /** Of what was discovered. */
  readonly relabel: Relabel;
  /** Of alerts, after that of all sets. */
  readonly alertRelabel: Relabel;
}

export interface ExternalAlertmanagersOptions {
  /** Whose alerts are sent. */
  readonly tenant: Tenant;
  /** Where people reach the UI, without a slash at its end. */
  readonly externalUrl: string;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

interface RunningSet {
  readonly set: AlertmanagerSet;
  senders: Map<string, EndpointSender>;
  dropped: readonly string[];
}

/** What waits is sent for so long when the program stops. */
const DRAIN_MS = 10_000;

/**
 * Sends alerts to Alertmanagers elsewhere, to all of them.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config
 */
export class ExternalAlertmanagers implements AlertSink {
  private readonly figures = new NotificationFigures();
  private sets: RunningSet[] = [];
  private alertRelabel: Relabel = (labels) => labels;

  constructor(private readonly options: ExternalAlertmanagersOptions) {}

  /**
   * From now on these are told. An Alertmanager that stays keeps what waits for it; which ones there are is found anew, and
   * until then those of the set at the same place are. Closes the clients of the sets before.
   */
  async apply(alertRelabel: Relabel, sets: readonly AlertmanagerSet[]): Promise<void> {
    const before = this.sets;
    this.alertRelabel = alertRelabel;
    this.sets = sets.map((set, i) => {
      const senders = before[i]?.senders ?? new Map<string, EndpointSender>();
      for (const sender of senders.values()) sender.use(set);
      return { set, senders, dropped: before[i]?.dropped ?? [] };
    });
    await Promise.all([
      ...before.slice(sets.length).flatMap(({ senders }) => abandonAll(senders.values())),
      ...before.map(({ set: { client } }) => client.close()),
    ]);
  }

  /** What was discovered for the set at `place`, all of it. To be called after the `apply` that named the set. */
  async found(place: number, targets: DiscoveredTargets): Promise<void> {
    const running = this.sets[place];
    if (running === undefined) return;
    const { set, senders: before } = running;
    const dropped: string[] = [];
    const senders = new Map<string, EndpointSender>();
    for (const target of targets) {
      const labels = withDefaults(target, set);
      const kept = set.relabel(labels);
      const url = kept === undefined ? undefined : endpointUrl(kept);
      if (url === undefined) dropped.push(endpointUrl(labels) ?? labelValue(labels, '__address__'));
      else if (!senders.has(url)) senders.set(url, before.get(url) ?? this.sender(url, set));
    }
    running.senders = senders;
    running.dropped = dropped;
    await Promise.all(abandonAll([...before.values()].filter(({ url }) => !senders.has(url))));
  }

  /** Alerts wait in queues from here on; resolves at once. */
  async send(tenant: Tenant, alerts: readonly PostedAlert[]): Promise<void> {
    if (tenant !== this.options.tenant) return;
    const { externalUrl } = this.options;
    const linked = alerts.map((alert) => ({
      ...alert,
      annotations: withAbsoluteLinks(alert.annotations, externalUrl),
    }));
    const relabelled = relabelAll(linked, this.alertRelabel);
    for (const { set, senders } of this.sets) {
      const own = relabelAll(relabelled, set.alertRelabel);
      if (own.length > 0) for (const sender of senders.values()) sender.send(own);
    }
  }

  /** URLs, as `/api/v1/alertmanagers` shows them. */
  endpoints(): { readonly active: readonly string[]; readonly dropped: readonly string[] } {
    return {
      active: this.sets.flatMap(({ senders }) => [...senders.keys()]),
      dropped: this.sets.flatMap(({ dropped }) => dropped),
    };
  }

  /** Takes no more alerts; those that wait are sent, as far as that takes no longer than 10 s. */
  async stop(): Promise<void> {
    const senders = this.sets.flatMap((running) => [...running.senders.values()]);
    const { clock } = this.options;
    const cancel = clock.at(clock.now() + DRAIN_MS, async () => {
      await Promise.all(abandonAll(senders));
    });
    await Promise.all(senders.map((sender) => sender.drain()));
    cancel();
    await Promise.all(this.sets.map(({ set: { client } }) => client.close()));
  }

  describeTo(metrics: Pick<Metrics, 'gauge' | 'registry'>): void {
    const waiting = () =>
      this.sets.flatMap(({ senders }) => [...senders].map(([url, sender]): [string, number] => [url, sender.waiting]));
    this.figures.describeTo(metrics, QUEUE_CAPACITY, () => new Map(waiting()));
  }

  private sender(url: string, set: AlertmanagerSet): EndpointSender {
    return new EndpointSender(url, set, this.figures, this.options.logger);
  }
}

const abandonAll = (senders: Iterable<EndpointSender>): Promise<void>[] =>
  [...senders].map((sender) => sender.abandon());

function relabelAll(alerts: readonly PostedAlert[], relabel: Relabel): PostedAlert[] {
  return alerts.flatMap((alert) => {
    const labels = relabel(alert.labels);
    return labels === undefined || labels.length === 0 ? [] : [{ ...alert, labels }];
  });
}
