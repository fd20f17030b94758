import type { Labels } from '../../model/labels.js';
import type { Alert } from '../alerts/alert.js';
import { groupLabels, matchingRoutes, type Route } from '../routing/route.js';
import { AggregationGroup, type GroupContext } from './aggregation-group.js';

/** Sorts alerts into the groups of the routes that they reach. */
export class Dispatcher {
  private groups = new Map<string, AggregationGroup>();

  constructor(
    private readonly context: GroupContext,
    private root: Route,
    /** How many groups there may be; alerts that would begin more are left out. */
    private readonly maxGroups: () => number,
    private readonly refused: () => void,
  ) {}

  get size(): number {
    return this.groups.size;
  }

  all(): AggregationGroup[] {
    return [...this.groups.values()];
  }

  /** The group that an alert of a route is or would be in. */
  group(route: Route, labels: Labels): AggregationGroup | undefined {
    return this.groups.get(keyOf(route, groupLabels(route.options.groupBy, labels)));
  }

  routes(labels: Labels): Route[] {
    return matchingRoutes(this.root, labels);
  }

  /** Whether a group has an alert. */
  holds({ labels, fingerprint }: Alert): boolean {
    return this.routes(labels).some((route) => this.group(route, labels)?.has(fingerprint));
  }

  /** Takes an alert as it now is. */
  take(alert: Alert): void {
    for (const route of this.routes(alert.labels)) {
      if (this.group(route, alert.labels) === undefined && this.groups.size >= this.maxGroups()) {
        this.refused();
        continue;
      }
      const { group, created } = this.enter(alert, route, this.groups);
      if (created) group.start();
      group.hasten(alert);
    }
  }

  /** Takes the alerts of the last run. `lastMs` says when the receiver of a group was told of it. */
  resume(alerts: readonly Alert[], lastMs: (group: AggregationGroup) => number | undefined): void {
    for (const alert of alerts) {
      for (const route of this.routes(alert.labels)) this.enter(alert, route, this.groups);
    }
    for (const group of this.groups.values()) group.resume(lastMs(group));
  }

  /** Goes on with another tree. A group whose route is as it was keeps its times. */
  reroute(root: Route, alerts: readonly Alert[]): void {
    const before = this.groups;
    this.root = root;
    this.groups = new Map();
    for (const alert of alerts) {
      for (const route of this.routes(alert.labels)) {
        const labels = groupLabels(route.options.groupBy, alert.labels);
        const key = keyOf(route, labels);
        const kept = before.get(key);
        if (kept !== undefined && !this.groups.has(key) && sameOptions(kept.route, route)) {
          before.delete(key);
          kept.replace([]);
          this.groups.set(key, kept);
        }
        const { group, created } = this.enter(alert, route, this.groups);
        if (created) group.start();
        group.hasten(alert);
      }
    }
    for (const group of before.values()) group.stop();
  }

  /** Forgets groups without alerts. */
  collect(): void {
    for (const [key, group] of this.groups) {
      if (!group.empty) continue;
      group.stop();
      this.groups.delete(key);
    }
  }

  stop(): void {
    for (const group of this.groups.values()) group.stop();
  }

  private enter(alert: Alert, route: Route, groups: Map<string, AggregationGroup>) {
    const labels = groupLabels(route.options.groupBy, alert.labels);
    const key = keyOf(route, labels);
    const known = groups.get(key);
    const group = known ?? new AggregationGroup(this.context, route, labels);
    if (known === undefined) groups.set(key, group);
    group.insert(alert);
    return { group, created: known === undefined };
  }
}

const keyOf = (route: Route, labels: Labels) => `${route.id}:${JSON.stringify(labels)}`;

const sameOptions = (a: Route, b: Route) => JSON.stringify(a.options) === JSON.stringify(b.options);
