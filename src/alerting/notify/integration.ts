import type { Labels } from '../../model/labels.js';

/** An alert as notifications tell of it. Times in ms. */
export interface NotifiedAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAtMs: number;
  /** 0 while it fires without a known end. */
  readonly endsAtMs: number;
  readonly generatorUrl: string;
  /** 16 hex digits that stand for the labels. */
  readonly fingerprint: string;
}

/** What one receiver is told of one group. */
export interface Notification {
  /** Names the group: `{}/{severity="critical"}:{alertname="X"}`. */
  readonly groupKey: string;
  readonly receiver: string;
  readonly groupLabels: Labels;
  /** Those that fire first; at least one. */
  readonly alerts: readonly NotifiedAlert[];
  /** Why it is sent. */
  readonly reason: 'first' | 'changed' | 'repeated' | 'resolved';
  /** Current time, ms. */
  readonly nowMs: number;
}

/** One configured way of a receiver to reach people, such as the second of its `slack_configs`. */
export interface Integration {
  /** `webhook`, `email`, `slack` … */
  readonly name: string;
  /** Its place among those of its name in the receiver. */
  readonly index: number;
  readonly sendResolved: boolean;
  /** Resolves when the other side has taken it. One attempt: whoever calls repeats. Rejects with `NotifyError`. */
  notify(notification: Notification, signal: AbortSignal): Promise<void>;
}

/** Why a notification did not reach anybody. The message has no secrets. */
export class NotifyError extends Error {
  override readonly name = 'NotifyError';

  constructor(
    message: string,
    /** Trying again may help. */
    readonly retryable: boolean,
    /** When the other side said so: ms to wait. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}
