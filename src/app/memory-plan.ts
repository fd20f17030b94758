const MIB = 1 << 20;

/** How the memory of the whole program is shared out. */
export interface MemoryPlan {
  /** ClickHouse: queries, inserts, merges, caches. */
  readonly engine: number;
  /** One query. */
  readonly query: number;
  /** Rows that wait to be stored. */
  readonly ingestQueue: number;
  /** Label sets that are remembered, of each kind. */
  readonly series: number;
  /** The newest samples of metrics. */
  readonly recentSamples: number;
  /** In which minutes recent traces have spans. */
  readonly recentTraces: number;
  /** Steps of range queries that are kept. */
  readonly results: number;
}

/** Bytes that a remembered label set takes, about. */
const BYTES_PER_SERIES = 1000;

/** Half for the engine, an eighth for what waits to be stored, an eighth for label sets; the rest is the program's own. */
export function planMemory(limit: number, maxQueue: number): MemoryPlan {
  const engine = Math.max(256 * MIB, Math.floor(limit / 2));
  return {
    engine,
    query: Math.floor(engine / 2),
    ingestQueue: Math.min(maxQueue, Math.max(16 * MIB, Math.floor(limit / 8))),
    recentSamples: Math.min(512 * MIB, Math.floor(limit / 16)),
    recentTraces: Math.min(64 * MIB, Math.floor(limit / 64)),
    results: Math.min(128 * MIB, Math.floor(limit / 32)),
    series: Math.min(2_000_000, Math.max(20_000, Math.floor(limit / 8 / 3 / BYTES_PER_SERIES))),
  };
}
