import type { InhibitRule } from './inhibition/inhibit-rule.js';
import type { RouteConfig } from './routing/route-config.js';
import type { TimeInterval } from './time-intervals/time-interval.js';

/** A receiver as far as routing knows it. */
export interface NamedReceiver {
  readonly name: string;
}

/** An `alertmanager.yml`. https://prometheus.io/docs/alerting/latest/configuration/ */
export interface AlertmanagerConfig<R extends NamedReceiver = NamedReceiver> {
  /** The file without its comments, as YAML; secrets are `<secret>`. */
  readonly text: string;
  /** After which an alert without an end that nobody repeats counts as resolved. */
  readonly resolveTimeoutMs: number;
  /** The root. Every name that it and those below it use is among `receivers` and `timeIntervals`. */
  readonly route: RouteConfig;
  readonly inhibitRules: readonly InhibitRule[];
  readonly receivers: readonly R[];
  /** Each holds where one of its list does. */
  readonly timeIntervals: ReadonlyMap<string, readonly TimeInterval[]>;
  /** Absolute paths; wildcards stand for any characters of a file's name. */
  readonly templates: readonly string[];
}
