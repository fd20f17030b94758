import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import { SeriesRows } from '../read/metrics/series-rows.js';
import { tsCondition } from '../read/stored-range.js';
import type { Topology } from '../schema/ddl.js';

/** Nobody waits for it. */
const LIMITS: QueryLimits = { timeoutMs: 60_000, maxMemory: 128 << 20, isLarge: true };

/** The newest float samples of a tenant as the store has them. */
export class StoredSamples {
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {}

  /** Rows from a time on, ms. */
  async count(tenant: Tenant, from: number): Promise<number> {
    const sql =
      `SELECT count() AS rows FROM ${this.topology.database}.metric_samples ` +
      `WHERE tenant = {tenant:String} AND ${tsCondition(since(from))}`;
    let rows = 0;
    for await (const block of this.engine.query(sql, { tenant }, LIMITS)) rows += block.column('rows').number(0);
    return rows;
  }

  /** Blocks as of `SeriesRows.unordered`. */
  since(tenant: Tenant, from: number): AsyncIterable<Block> {
    const rows = new SeriesRows(this.engine, this.topology, tenant, since(from), LIMITS);
    return rows.unordered('metric_samples', '1', ['value']);
  }
}

const since = (start: number) => ({ start, end: Number.MAX_SAFE_INTEGER });
