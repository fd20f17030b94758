/** A server's version as PostgreSQL counts it: 120_005 is 12.5. */
export type VersionNumber = number;

type MetricType = 'counter' | 'gauge';

/** One SELECT and the series that its rows make. */
export interface View {
  /** As postgres_exporter's `--collector.<name>`. */
  readonly collector: string;
  /** Of the names of the families: `<prefix>_<column>`. */
  readonly prefix: string;
  /** Inclusive; 0 where every version has it. */
  readonly since?: VersionNumber;
  /** Exclusive. */
  readonly until?: VersionNumber;
  /** Says something of the connection's database alone, as opposed to the whole server. */
  readonly isOfDatabase?: boolean;
  readonly sql: string;
  /** Columns that become labels. */
  readonly labels: readonly string[];
  /** Columns that become series. One that a version lacks, and a NULL, makes none. */
  readonly metrics: Readonly<Record<string, readonly [type: MetricType, help: string]>>;
}
