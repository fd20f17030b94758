import type { Engine } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import type { Topology } from '../schema/ddl.js';

const LIMITS: QueryLimits = { timeoutMs: 10_000, maxMemory: 128 << 20 };

/** Those of `log_entries`. */
const INDEXES = ['line_words', 'trace_ids', 'late_rows'];

interface LogIndexesOptions {
  /** s without an insert into a day after which merges are not waited for. */
  readonly quietSeconds: number;
  /** Uncompressed bytes of a day's parts without indexes that are read as quickly as any are made. */
  readonly smallBytes: number;
}

const OPTIONS: LogIndexesOptions = { quietSeconds: 5, smallBytes: 64 << 20 };

/**
 * Inserts leave the indexes of log entries to the merges (`INSERT_SETTINGS`), which come when there are twenty parts. Where
 * no more entries come, up to nineteen stay without, and a search for a token would read all of them: `make` gives them
 * their indexes. It costs what a merge spends on them, and comes once after each burst.
 */
export class LogIndexes {
  /** Whether there may be parts without indexes. */
  private mayLack = true;

  constructor(
    private readonly engine: Pick<Engine, 'query' | 'command'>,
    private readonly topology: Topology,
    private readonly options = OPTIONS,
  ) {}

  /** To be called when entries were inserted. */
  noteInsert(): void {
    this.mayLack = true;
  }

  /**
   * Has indexes made of the days (partitions) that have many rows without and got none lately; returns the days. What it
   * begins goes on in the background.
   */
  async make(): Promise<string[]> {
    if (!this.mayLack) return [];
    this.mayLack = false;
    const days = await this.daysWithout();
    // A day that is written to, or is being seen to, comes up again.
    if (days.some(({ isQuiet }) => !isQuiet)) this.mayLack = true;
    const quiet = days.filter(({ isQuiet }) => isQuiet).map(({ day }) => day);
    for (const day of quiet) {
      const changes = INDEXES.map((index) => `MATERIALIZE INDEX ${index} IN PARTITION ID '${day}'`);
      await this.engine.command(`ALTER TABLE ${this.topology.database}.log_entries ${changes.join(', ')}`);
    }
    return quiet;
  }

  private async daysWithout(): Promise<{ readonly day: string; readonly isQuiet: boolean }[]> {
    const { database } = this.topology;
    const { quietSeconds: quiet, smallBytes: small } = this.options;
    const ofTable = "database = {database:String} AND table = 'log_entries'";
    const sql =
      'SELECT partition_id AS day, toUInt8(max(modification_time) <= now() - {quiet:UInt32} AND ' +
      `(SELECT count() FROM system.mutations WHERE ${ofTable} AND NOT is_done) = 0) AS is_quiet ` +
      `FROM system.parts WHERE active AND ${ofTable} AND secondary_indices_compressed_bytes = 0 GROUP BY day HAVING sum(data_uncompressed_bytes) >= {small:UInt64} ORDER BY day`;
    const days: { day: string; isQuiet: boolean }[] = [];
    for await (const block of this.engine.query(sql, { database, quiet, small }, LIMITS)) {
      const day = block.column('day');
      const isQuiet = block.column('is_quiet');
      for (let row = 0; row < block.rows; row++) days.push({ day: day.text(row), isQuiet: isQuiet.number(row) === 1 });
    }
    return days;
  }
}
