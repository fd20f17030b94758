import type { Labels } from './labels.js';
import type { Tenant } from './tenant.js';

/** An alert as rules and other senders hand it to an Alertmanager. Times in ms since 1970. */
export interface PostedAlert {
  /** `alertname` among them. They tell one alert from another. */
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAtMs: number | undefined;
  /** In the past: resolved. Undefined: firing until nothing was heard of it for the `resolve_timeout`. */
  readonly endsAtMs: number | undefined;
  /** Where one can look at what made it. */
  readonly generatorUrl: string;
}

/** What takes alerts. */
export interface AlertSink {
  /** Resolves once they are taken, as far as somebody was there to take them. Never rejects: senders repeat what still fires. */
  send(tenant: Tenant, alerts: readonly PostedAlert[]): Promise<void>;
}
