import type { Labels } from '../model/labels.js';
import type { Alert } from './alerts/alert.js';

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
  /** Of how many integrations it is made. */
  readonly integrations: number;
}

/** How the whole stands. */
export interface StatusView {
  /** The configuration without secrets, as YAML. */
  readonly config: string;
  readonly startedMs: number;
  readonly cluster: { readonly position: number; readonly peers: number };
}
