/** A log entry as it is shown; `ns` since 1970. */
export interface ShownEntry {
  readonly ns: bigint;
  readonly labels: Readonly<Record<string, string>>;
  readonly line: string;
}

/** Streams as Loki's API writes them: rows of time and line. */
export interface LokiStream {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [string, string, ...unknown[]])[];
}

/** The entries of all streams in the order of the answer. */
export const entriesOf = (streams: readonly LokiStream[]): ShownEntry[] =>
  streams.flatMap(({ stream, values }) => values.map(([ns, line]) => ({ ns: BigInt(ns), labels: stream, line })));

export const byTime = (a: ShownEntry, b: ShownEntry): number => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0);
