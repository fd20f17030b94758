import { availableParallelism } from 'node:os';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeMs } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import type { Topology } from '../../schema/ddl.js';
import { literal } from '../../sql/literal.js';
import { tsCondition } from '../stored-range.js';

/** A block costs about as much to hand over as ten thousand rows. */
const LARGE_BLOCKS = 'SETTINGS max_block_size = 131072, preferred_block_size_bytes = 0';

/** Threads of one of many reads of a heavy question; it has several questions' reads beside it, and the event loop. */
const HEAVY_THREADS = Math.max(1, Math.floor(availableParallelism() / 4));

/**
 * Parts are numbered as they are written, and one that was merged keeps the least number and the order of its rows:
 * `20261120_7_7_0`.
 */
const WRITE_ORDER = "toUInt64(splitByChar('_', _part)[2]), _part_offset";

/** Rows of one tenant in one range, from any table of metrics; the queries share one deadline, to the second. */
export class SeriesRows {
  private readonly deadline: number;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly tenant: Tenant,
    readonly range: TimeRangeMs,
    private readonly limits: QueryLimits,
    /** There are so many rows that whoever reads them takes longer than the engine. */
    private readonly isHeavy = false,
  ) {
    this.deadline = performance.now() + limits.timeoutMs;
  }

  /**
   * Blocks with `id`, `ms` (time as Float64) and `columns`, of any order; each holds the rows of a series side by side and
   * by time.
   */
  unordered(table: string, condition: string, columns: readonly string[]): AsyncIterable<Block> {
    return this.query(table, condition, columns, '');
  }

  /** The same series by series and by time; what was written later stands behind what has the same time. */
  ordered(table: string, condition: string, columns: readonly string[]): AsyncIterable<Block> {
    return this.query(table, condition, columns, `ORDER BY tenant, name, id, ts, ${WRITE_ORDER}`);
  }

  /** For each series that has rows, its `id` and aggregates. */
  grouped(table: string, condition: string, aggregates: readonly string[]): AsyncIterable<Block> {
    return this.run(`SELECT id, ${aggregates.join(', ')} ${this.from(table, condition)} GROUP BY id`);
  }

  private query(table: string, condition: string, columns: readonly string[], order: string): AsyncIterable<Block> {
    const selected = ['id', 'toFloat64(toUnixTimestamp64Milli(ts)) AS ms', ...columns].join(', ');
    const threads = this.isHeavy ? `, max_threads = ${HEAVY_THREADS}` : '';
    return this.run(`SELECT ${selected} ${this.from(table, condition)} ${order} ${LARGE_BLOCKS}${threads}`);
  }

  private from(table: string, condition: string): string {
    const { database } = this.topology;
    return `FROM ${database}.${table} WHERE tenant = ${literal(this.tenant)} AND ${condition} AND ${tsCondition(this.range)}`;
  }

  private run(sql: string): AsyncIterable<Block> {
    // In whole seconds, rounded up: an engine is told of a limit only when it has changed.
    const timeoutMs = Math.max(1, Math.ceil((this.deadline - performance.now()) / 1000)) * 1000;
    return this.engine.query(sql, {}, { ...this.limits, timeoutMs: Math.min(timeoutMs, this.limits.timeoutMs) });
  }
}
