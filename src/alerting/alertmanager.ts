import { nextTurn } from '../lib/turns.js';
import type { AlertSink, PostedAlert } from '../model/alert.js';
import { type AlertmanagerLimits, DEFAULT_ALERTMANAGER_LIMITS } from '../model/alertmanager-limits.js';
import type { Labels } from '../model/labels.js';
import type { Tenant } from '../model/tenant.js';
import type { Documents } from '../storage/interface.js';
import type { Clock } from '../telemetry/clock.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { AlertmanagerConfig, NamedReceiver } from './alertmanager-config.js';
import { type Alert, problemOf, receivedAlert, resolvedAt } from './alerts/alert.js';
import { AlertStore } from './alerts/alert-store.js';
import { logKey } from './delivery/delivery.js';
import { integrationKey, LastAttempts } from './delivery/last-attempts.js';
import { NotificationRate } from './delivery/notification-rate.js';
import { Notifier } from './delivery/notifier.js';
import type { AggregationGroup, GroupContext } from './dispatch/aggregation-group.js';
import { Dispatcher } from './dispatch/dispatcher.js';
import { type Explanation, explain } from './explanation/explanation.js';
import { Figures } from './figures.js';
import { Inhibitor } from './inhibition/inhibitor.js';
import { Muting } from './muting/muting.js';
import { NotificationLog } from './notification-log/notification-log.js';
import type { Integration } from './notify/integration.js';
import { PeriodicTasks } from './periodic-tasks.js';
import { allRoutes, type Route, routeTree } from './routing/route.js';
import { routeView } from './routing/route-view.js';
import { silenceState } from './silences/silence.js';
import { SilenceRecords } from './silences/silence-records.js';
import { Silences } from './silences/silences.js';
import type { AlertView, GroupView, ReceiverView, RouteView, StatusView } from './views.js';

const PEER_TIMEOUT_MS = 15_000;
const RETENTION_MS = 120 * 3_600_000;
const GROUPS_EVERY_MS = 30_000;
const STATE_EVERY_MS = 15 * 60_000;
const ALERTS_EVERY_MS = 30 * 60_000;
const PEERS_EVERY_MS = 10_000;

/** Alerts that are taken or looked at before the event loop turns. */
const AT_ONCE = 100;

export interface AlertmanagerOptions<R extends NamedReceiver> {
  readonly config: AlertmanagerConfig<R>;
  readonly documents: Documents;
  readonly clock: Clock;
  /** The ways in which a receiver reaches people. */
  readonly integrations: (receiver: R) => readonly Integration[];
  /** This instance among those on one store: its place from 0, and how many there are. */
  readonly peer: { readonly position: number; readonly peers: number };
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** How long it waits for each instance before it, ms; 15 s unless given. */
  readonly peerTimeoutMs?: number;
  /** How long ended silences and the log of notifications are kept, ms; 120 h unless given. */
  readonly retentionMs?: number;
  /** What holds now for its tenant. */
  readonly limits?: () => AlertmanagerLimits;
  /** Whose alerts they are. */
  readonly tenant: Tenant;
  /** For the waits between attempts: from 0 inclusive to 1 exclusive. */
  readonly random?: () => number;
}

/**
 * Takes alerts, groups them, and tells receivers, unless time intervals, inhibition or silences keep it back. What it knows
 * outlasts a restart. https://prometheus.io/docs/alerting/latest/alertmanager/
 */
export class Alertmanager<R extends NamedReceiver = NamedReceiver> implements AlertSink {
  readonly silences: Silences;
  readonly silenceRecords: SilenceRecords;
  private readonly store: AlertStore;
  private readonly log: NotificationLog;
  private readonly figures = new Figures();
  private readonly attempts = new LastAttempts();
  private readonly notifier: Notifier;
  private readonly dispatcher: Dispatcher;
  private readonly periodic: PeriodicTasks;
  private config: AlertmanagerConfig<R>;
  private root: Route;
  private muting: Muting;
  private taking: Promise<unknown> = Promise.resolve();
  private startedMs = 0;

  constructor(private readonly options: AlertmanagerOptions<R>) {
    const { config, documents, clock, tenant, logger, peer, random = Math.random } = options;
    const { peerTimeoutMs = PEER_TIMEOUT_MS, retentionMs = RETENTION_MS } = options;
    const { limits = () => DEFAULT_ALERTMANAGER_LIMITS } = options;
    this.config = config;
    this.root = routeTree(config.route);
    this.store = new AlertStore(documents, tenant, logger, limits);
    this.log = new NotificationLog(documents, tenant, logger);
    this.silenceRecords = new SilenceRecords(documents, tenant);
    this.silences = new Silences(documents, tenant, clock, this.silenceRecords, retentionMs, limits);
    const peerWaitMs = peer.peers > 1 ? peer.position * peerTimeoutMs : undefined;
    this.notifier = new Notifier({
      clock,
      log: this.log,
      logger,
      figures: this.figures,
      attempts: this.attempts,
      rate: new NotificationRate(clock, limits),
      random,
      peerWaitMs,
      retentionMs,
    });
    this.notifier.use(config.receivers, options.integrations);
    this.periodic = new PeriodicTasks(clock, logger);
    this.dispatcher = new Dispatcher(
      this.groupContext(),
      this.root,
      () => limits().alertmanagerMaxDispatcherAggregationGroups,
      () => this.figures.refusedGroups.inc(),
    );
    this.muting = this.mutingOf(config);
  }

  /** Reads what the last run knew and goes on from there. Rejects when the store cannot be read. */
  async start(): Promise<void> {
    const { clock } = this.options;
    this.startedMs = clock.now();
    await Promise.all([this.log.load(), this.silences.load()]);
    const untold = await this.store.load(this.startedMs, this.config.resolveTimeoutMs);
    for (const alert of this.store.values()) this.muting.inhibitor.take(alert);
    this.dispatcher.resume(untold, (group) => this.lastTold(group));
    this.periodic.start('groups', GROUPS_EVERY_MS, () => this.dispatcher.collect());
    this.periodic.start('alerts', ALERTS_EVERY_MS, () => this.collectAlerts());
    this.periodic.start('state', STATE_EVERY_MS, () => this.collectState());
    if (this.options.peer.peers > 1) this.periodic.start('peers', PEERS_EVERY_MS, () => this.silences.load());
  }

  /** Notifies no more. Resolves when what is known is stored. */
  async stop(): Promise<void> {
    this.periodic.stop();
    this.dispatcher.stop();
    this.notifier.stop();
    await this.taking;
    await this.store.save();
  }

  /** Goes on with another configuration; alerts, silences, the log and the times of groups whose route stays are kept. */
  apply(config: AlertmanagerConfig<R>): void {
    const root = routeTree(config.route);
    const muting = this.mutingOf(config);
    const nowMs = this.options.clock.now();
    const alerts = [...this.store.values()].filter(
      (alert) => !resolvedAt(alert, nowMs) || this.dispatcher.holds(alert),
    );
    this.notifier.use(config.receivers, this.options.integrations);
    for (const alert of this.store.values()) muting.inhibitor.take(alert);
    this.config = config;
    this.root = root;
    this.muting = muting;
    this.dispatcher.reroute(root, alerts);
  }

  /** Takes the alerts of its tenant; those that are wrong are left out and logged. */
  async send(tenant: Tenant, alerts: readonly PostedAlert[]): Promise<void> {
    if (tenant !== this.options.tenant) return;
    const problems = await this.post(alerts);
    if (problems.length > 0) this.options.logger.warn({ problems: problems.slice(0, 10) }, 'alerts were refused');
  }

  /** Takes alerts; resolves when they are stored, with what is wrong with those that were not taken. */
  post(alerts: readonly PostedAlert[]): Promise<string[]> {
    const taken = this.taking.then(() => this.take(alerts));
    this.taking = taken;
    return taken;
  }

  /** Alerts that have not ended. */
  async alerts(): Promise<AlertView[]> {
    const nowMs = this.options.clock.now();
    const firing = [...this.store.values()].filter((alert) => !resolvedAt(alert, nowMs));
    const views: AlertView[] = [];
    for (const [i, alert] of firing.entries()) {
      if (i % AT_ONCE === AT_ONCE - 1) await nextTurn();
      views.push(this.view(alert, nowMs));
    }
    return views;
  }

  /** Groups with alerts that have not ended. */
  async groups(): Promise<GroupView[]> {
    const nowMs = this.options.clock.now();
    const views: GroupView[] = [];
    let seen = 0;
    for (const group of this.dispatcher.all()) {
      const { key, labels, route, nextFlushMs } = group;
      const mutedBy = this.muting.timeIntervals(route.options, nowMs);
      const alerts: AlertView[] = [];
      for (const alert of group.members()) {
        if (resolvedAt(alert, nowMs)) continue;
        if (++seen % AT_ONCE === 0) await nextTurn();
        alerts.push(this.view(alert, nowMs, mutedBy));
      }
      if (alerts.length === 0) continue;
      views.push({ key, routeId: route.id, receiver: route.options.receiver, labels, alerts, nextFlushMs });
    }
    return views;
  }

  receivers(): ReceiverView[] {
    const active = new Set([...allRoutes(this.root)].map(({ options }) => options.receiver));
    return this.config.receivers.map(({ name }) => ({
      name,
      active: active.has(name),
      integrations: this.notifier.integrations(name).map((integration) => ({
        name: integration.name,
        index: integration.index,
        sendResolved: integration.sendResolved,
        notifiedMs: this.log.lastTold(integrationKey(name, integration), integration.sendResolved),
        lastAttempt: this.attempts.get(name, integration),
      })),
    }));
  }

  /** The routing tree from its root, with the alerts that have not ended. */
  async routes(): Promise<RouteView> {
    const groups = await this.groups();
    const nowMs = this.options.clock.now();
    return routeView(this.root, groups, (options) => this.muting.timeIntervals(options, nowMs));
  }

  status(): StatusView {
    return { config: this.config.text, startedMs: this.startedMs, cluster: this.options.peer };
  }

  /** Whom an alert with these labels would reach at `atMs` (ms since 1970), and why: nothing is sent. */
  explain(labels: Labels, atMs: number): Explanation {
    return explain(this.root, this.dispatcher, this.muting, labels, atMs);
  }

  /** Makes the figures of this known. */
  describeTo(metrics: Pick<Metrics, 'gauge' | 'registry'>): void {
    const { clock, peer } = this.options;
    this.figures.describeTo(metrics, {
      alerts: async () => countBy(['active', 'suppressed', 'unprocessed'], await this.alerts(), ({ state }) => state),
      silences: () =>
        countBy(['pending', 'active', 'expired'], this.silences.all(), (one) => silenceState(one, clock.now())),
    });
    metrics.gauge('alertmanager_dispatcher_aggregation_groups', 'Groups of alerts.', () => this.dispatcher.size);
    metrics.gauge('alertmanager_nflog_entries', 'Entries of the notification log.', () => this.log.size);
    metrics.gauge('alertmanager_cluster_members', 'Instances on one store.', () => peer.peers);
    metrics.gauge('alertmanager_receivers', 'Receivers.', () => this.config.receivers.length);
  }

  private async take(alerts: readonly PostedAlert[]): Promise<string[]> {
    const { clock } = this.options;
    const problems: string[] = [];
    const changed: Alert[] = [];
    for (const [i, posted] of alerts.entries()) {
      if (i % AT_ONCE === AT_ONCE - 1) await nextTurn();
      const nowMs = clock.now();
      const problem = problemOf(posted);
      const received = problem === undefined ? receivedAlert(posted, nowMs, this.config.resolveTimeoutMs) : undefined;
      if (received === undefined) {
        problems.push(problem!);
        this.figures.invalid.inc({ version: 'v2' });
        continue;
      }
      const alert = this.store.put(received, nowMs);
      if (alert !== 'unchanged' && 'full' in alert) {
        problems.push(alert.full);
        this.figures.refusedAlerts.inc();
        continue;
      }
      this.figures.received.inc({ version: 'v2', status: resolvedAt(received, nowMs) ? 'resolved' : 'firing' });
      if (alert === 'unchanged') continue;
      this.muting.inhibitor.take(alert);
      changed.push(alert);
    }
    for (const [i, alert] of changed.entries()) {
      if (i % AT_ONCE === AT_ONCE - 1) await nextTurn();
      this.dispatcher.take(alert);
    }
    await this.store.save();
    return problems;
  }

  private groupContext(): GroupContext {
    const { clock, logger } = this.options;
    return {
      clock,
      ended: (alerts) => {
        for (const alert of alerts) this.store.ended(alert);
        return this.store.save();
      },
      left: (alerts) => {
        for (const alert of alerts) if (!this.dispatcher.holds(alert)) this.store.told(alert);
        void this.store.save();
      },
      notify: async (group, alerts, nowMs, done) => {
        try {
          // Many groups may be due at once.
          await nextTurn();
          const unmuted = this.muting.unmuted(alerts, group.route.options, nowMs);
          await this.notifier.notify(group, unmuted, nowMs, done);
        } catch (error) {
          logger.error({ err: error, group: group.key }, 'a group could not be flushed');
          await done(false);
        }
      },
    };
  }

  private view(alert: Alert, nowMs: number, groupMutedBy?: readonly string[]): AlertView {
    const routes = this.dispatcher.routes(alert.labels);
    const silencedBy = this.muting.silencedBy(alert.labels, alert.fingerprint);
    const inhibitedBy = this.muting.inhibitor.inhibitors(alert.labels, nowMs);
    const muted = routes.map(({ options }) => this.muting.timeIntervals(options, nowMs));
    const mutedBy = groupMutedBy ?? (muted.every((names) => names.length > 0) ? [...new Set(muted.flat())] : []);
    const suppressed = silencedBy.length + inhibitedBy.length + mutedBy.length > 0;
    const state = suppressed ? 'suppressed' : this.dispatcher.holds(alert) ? 'active' : 'unprocessed';
    return {
      ...alert,
      state,
      silencedBy,
      inhibitedBy,
      mutedBy,
      receivers: routes.map(({ options }) => options.receiver),
    };
  }

  private lastTold(group: AggregationGroup): number | undefined {
    const times = this.logKeys(group)
      .map((key) => this.log.get(key)?.timestampMs)
      .filter((ms) => ms !== undefined);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  private logKeys({ key, route }: AggregationGroup): string[] {
    const { receiver } = route.options;
    return this.notifier.integrations(receiver).map((integration) => logKey(key, receiver, integration));
  }

  private mutingOf(config: AlertmanagerConfig<R>): Muting {
    return new Muting(new Inhibitor(config.inhibitRules), this.silences, config.timeIntervals, this.figures);
  }

  private collectAlerts(): Promise<void> {
    const nowMs = this.options.clock.now();
    this.muting.inhibitor.collect(nowMs);
    this.store.collect(nowMs, (alert) => this.dispatcher.holds(alert));
    return this.store.save();
  }

  private async collectState(): Promise<void> {
    await this.store.save();
    await this.log.collect(
      this.options.clock.now(),
      new Set(this.dispatcher.all().flatMap((group) => this.logKeys(group))),
    );
    await this.silences.collect((fingerprint) => this.store.get(fingerprint) !== undefined);
  }
}

function countBy<T>(
  states: readonly string[],
  items: readonly T[],
  stateOf: (item: T) => string,
): Record<string, number> {
  const counts = Object.fromEntries(states.map((state) => [state, 0]));
  for (const item of items) counts[stateOf(item)]!++;
  return counts;
}
