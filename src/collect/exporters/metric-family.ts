/** A metric family as an exporter of ours shows it. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';
  readonly samples: readonly FamilySample[];
}

export interface FamilySample {
  /** Behind the family's name: `_bucket`, `_sum`, `_count`. */
  readonly suffix?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What stands in for an exporter's process. */
export interface Exporter {
  /** All that it has to say now. Parts that fail are left out and counted, as the original does; it does not reject for these. */
  collect(signal: AbortSignal): Promise<MetricFamily[]>;
  close(): Promise<void>;
}
