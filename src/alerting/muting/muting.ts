import type { Labels } from '../../model/labels.js';
import type { Figures } from '../figures.js';
import type { Inhibitor } from '../inhibition/inhibitor.js';
import type { RouteOptions } from '../routing/route.js';
import type { Silences } from '../silences/silences.js';
import type { TimeInterval } from '../time-intervals/time-interval.js';
import { mutingIntervals } from './muting-intervals.js';

type Mutable = { readonly labels: Labels; readonly fingerprint: string };

/** What keeps alerts of a route from notifying, asked in Alertmanager's order: inhibition, time intervals, silences. */
export class Muting {
  constructor(
    readonly inhibitor: Inhibitor,
    private readonly silences: Silences,
    private readonly intervals: ReadonlyMap<string, readonly TimeInterval[]>,
    private readonly figures: Figures,
  ) {}

  /** The alerts that nothing keeps back. */
  unmuted<A extends Mutable>(alerts: readonly A[], route: RouteOptions, nowMs: number): A[] {
    const uninhibited = this.without(
      alerts,
      'inhibition',
      (alert) => this.inhibitor.inhibitors(alert.labels, nowMs).length > 0,
    );
    const { inactive, muted } = mutingIntervals(route, this.intervals, nowMs);
    if (inactive.length > 0) return this.without(uninhibited, 'active_time_interval', () => true);
    if (muted.length > 0) return this.without(uninhibited, 'mute_time_interval', () => true);
    return this.without(
      uninhibited,
      'silence',
      ({ labels, fingerprint }) => this.silencedBy(labels, fingerprint).length > 0,
    );
  }

  silencedBy(labels: Labels, fingerprint: string): string[] {
    return this.silences.silencing(labels, fingerprint);
  }

  /** Names of the time intervals that mute a route: those in which it is, or, when it has active ones, all that it is not in. */
  timeIntervals(route: RouteOptions, ms: number): string[] {
    const { inactive, muted } = mutingIntervals(route, this.intervals, ms);
    return [...inactive, ...muted];
  }

  private without<A>(alerts: readonly A[], reason: string, muted: (alert: A) => boolean): A[] {
    const rest = alerts.filter((alert) => !muted(alert));
    if (rest.length < alerts.length) this.figures.suppressed.inc({ reason }, alerts.length - rest.length);
    return rest;
  }
}
