import type { Labels } from '../model/labels.js';
import type { Alert } from './alerts/alert.js';
import type { Attempt } from './delivery/last-attempts.js';
import type { Matcher } from './matchers/matcher.js';
import type { RouteOptions } from './routing/route.js';

/** An alert that has not ended, and what keeps it from notifying. */
export interface AlertView extends Alert {
  /** `unprocessed`: no group has it. */
  readonly state: 'unprocessed' | 'active' | 'suppressed';
  /** Ids of silences. */
  readonly silencedBy: readonly string[];
  /** Fingerprints of alerts. */
  readonly inhibitedBy: readonly string[];
  /** Names of time intervals that mute every route it reaches; in a group's view those of its route. */
  readonly mutedBy: readonly string[];
  readonly receivers: readonly string[];
}

/** Alerts that are notified together. */
export interface GroupView {
  readonly key: string;
  readonly routeId: string;
  readonly receiver: string;
  readonly labels: Labels;
  readonly alerts: readonly AlertView[];
  /** When it notifies next, ms since 1970. */
  readonly nextFlushMs: number;
}

/** A receiver, and whether a route leads to it. */
export interface ReceiverView {
  readonly name: string;
  readonly active: boolean;
  readonly integrations: readonly IntegrationView[];
}

/** One way of a receiver to reach people, and when it last did. */
interface IntegrationView {
  /** `webhook`, `email`, `slack` … */
  readonly name: string;
  readonly index: number;
  readonly sendResolved: boolean;
  /** When it last took a notification, by the notification log, which outlasts a restart: ms. */
  readonly notifiedMs: number | undefined;
  /** Since the program started. */
  readonly lastAttempt: Attempt | undefined;
}

/** A node of the routing tree, and what is in it now. */
export interface RouteView {
  readonly id: string;
  readonly options: RouteOptions;
  readonly matchers: readonly Matcher[];
  readonly continue: boolean;
  /** Names of the time intervals that mute it now. */
  readonly mutedBy: readonly string[];
  /** Groups and alerts that have not ended, of this node alone. */
  readonly groups: number;
  readonly alerts: number;
  /** Of those alerts, how many a silence, an inhibition or a time interval keeps back. */
  readonly suppressed: number;
  /** When the first of its groups is flushed next, ms; undefined without groups. */
  readonly nextFlushMs: number | undefined;
  readonly routes: readonly RouteView[];
}

/** How the whole stands. */
export interface StatusView {
  /** The configuration without secrets, as YAML. */
  readonly config: string;
  readonly startedMs: number;
  readonly cluster: { readonly position: number; readonly peers: number };
}
