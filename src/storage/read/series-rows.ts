import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { QueryLimits, TimeRangeMs } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import type { Topology } from '../schema/ddl.js';
import type { Condition } from './matchers.js';
import { rangeParams, TS_IN_RANGE } from './stored-range.js';

/** A block costs about as much to hand over as ten thousand rows. */
const LARGE_BLOCKS = 'SETTINGS max_block_size = 131072, preferred_block_size_bytes = 0';

/** Rows of one tenant in one range, from any table of metrics; the queries share one deadline. */
export class SeriesRows {
  private readonly deadline: number;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly tenant: Tenant,
    readonly range: TimeRangeMs,
    private readonly limits: QueryLimits,
  ) {
    this.deadline = performance.now() + limits.timeoutMs;
  }

  /**
   * Blocks with `id`, `ms` (time as Float64) and `columns`, of any order; each holds the rows of a series side by side and
   * by time.
   */
  unordered(table: string, condition: Condition, columns: readonly string[]): AsyncIterable<Block> {
    return this.query(table, condition, columns, '');
  }

  /** The same series by series and by time; what was written later stands behind what has the same time. */
  ordered(table: string, condition: Condition, columns: readonly string[]): AsyncIterable<Block> {
    return this.query(table, condition, columns, 'ORDER BY tenant, name, id, ts');
  }

  private query(
    table: string,
    { sql, params }: Condition,
    columns: readonly string[],
    order: string,
  ): AsyncIterable<Block> {
    const select =
      `SELECT id, toFloat64(toUnixTimestamp64Milli(ts)) AS ms, ${columns.join(', ')} ` +
      `FROM ${this.topology.database}.${table} WHERE tenant = {tenant:String} AND ${sql} AND ${TS_IN_RANGE} ${order} ${LARGE_BLOCKS}`;
    const timeoutMs = Math.max(1, this.deadline - performance.now());
    return this.engine.query(
      select,
      { ...params, tenant: this.tenant, ...rangeParams(this.range) },
      { ...this.limits, timeoutMs },
    );
  }
}
