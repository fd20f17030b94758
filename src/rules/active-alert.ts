import type { Labels } from '../model/labels.js';

/** In the order of their weight. */
export const ALERT_STATES = ['inactive', 'pending', 'firing'] as const;

export type AlertState = (typeof ALERT_STATES)[number];

/** One label set for which an alerting rule's condition holds, or held until lately. Times in ms since 1970. */
export interface ActiveAlert {
  readonly labels: Labels;
  annotations: Labels;
  /** The series that count most for its value; empty where there is nothing to tell. */
  contributors: string;
  value: number;
  state: AlertState;
  activeAtMs: number;
  firedAtMs: number | undefined;
  resolvedAtMs: number | undefined;
  keepFiringSinceMs: number | undefined;
  lastSentMs: number | undefined;
}
