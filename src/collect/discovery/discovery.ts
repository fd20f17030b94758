/**
 * Targets that a discovery found together. A group replaces the one of the same `source` that came before it.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface TargetGroup {
  /** Tells the groups of one discoverer apart. */
  readonly source: string;
  /** `__address__` in each, and its own meta labels. */
  readonly targets: readonly Readonly<Record<string, string>>[];
  /** Of all its targets, where a target has no such label itself. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Finds targets of one entry of a `*_sd_configs`. */
export interface Discoverer {
  /**
   * Calls `found` with the groups that are new or changed; one without targets is gone. Goes on until `signal` is aborted,
   * and resolves then; what fails is logged, counted and tried again.
   */
  run(found: (groups: readonly TargetGroup[]) => void, signal: AbortSignal): Promise<void>;
}
