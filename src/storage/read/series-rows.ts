import { labelValue, METRIC_NAME } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine, QueryParams } from '../engine/engine.js';
import type { QueryLimits, TimeRangeMs } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import type { Topology } from '../schema/ddl.js';
import type { LabelSet } from './label-sets.js';
import { rangeParams, TS_IN_RANGE } from './stored-range.js';

/** Series of which one statement asks by their ids: a list of them makes it long. */
export const SERIES_PER_STATEMENT = 20_000;

/** Rows of one tenant's series in one range, from any table of metrics; the queries share one deadline. */
export class SeriesRows {
  private readonly deadline: number;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly tenant: Tenant,
    private readonly range: TimeRangeMs,
    private readonly limits: QueryLimits,
  ) {
    this.deadline = performance.now() + limits.timeoutMs;
  }

  /**
   * Blocks with `id`, `ms` (time as Float64) and `columns`, series by series and by time. `sets`: at most
   * `SERIES_PER_STATEMENT`.
   */
  of(table: string, sets: readonly LabelSet[], columns: readonly string[]): AsyncIterable<Block> {
    const sql =
      `SELECT id, toFloat64(toUnixTimestamp64Milli(ts)) AS ms, ${columns.join(', ')} ` +
      `FROM ${this.topology.database}.${table} WHERE ${OF_SERIES} ORDER BY tenant, name, id, ts`;
    return this.query(sql, seriesParams(this.tenant, sets, this.range));
  }

  /** Those of the names under which the table has rows in the range. */
  async namesIn(table: string, names: readonly string[]): Promise<Set<string>> {
    const sql =
      `SELECT DISTINCT name FROM ${this.topology.database}.${table} ` +
      `WHERE tenant = {tenant:String} AND name IN {names:Array(String)} AND ${TS_IN_RANGE}`;
    const found = new Set<string>();
    for await (const block of this.query(sql, { tenant: this.tenant, names, ...rangeParams(this.range) })) {
      const column = block.column('name');
      for (let row = 0; row < block.rows; row++) found.add(column.text(row));
    }
    return found;
  }

  private query(sql: string, params: QueryParams): AsyncIterable<Block> {
    const timeoutMs = Math.max(1, this.deadline - performance.now());
    return this.engine.query(sql, params, { ...this.limits, timeoutMs });
  }
}

/** A condition on the tables of metrics: rows of certain series in a range, as `seriesParams` names them. */
export const OF_SERIES = `tenant = {tenant:String} AND name IN {names:Array(String)} AND id IN {ids:Array(UInt64)} AND ${TS_IN_RANGE}`;

export const seriesParams = (tenant: Tenant, sets: readonly LabelSet[], range: TimeRangeMs): QueryParams => ({
  tenant,
  names: namesOf(sets),
  ids: sets.map(({ id }) => id),
  ...rangeParams(range),
});

/** Their metric names, each once. */
export const namesOf = (sets: readonly LabelSet[]): string[] => [
  ...new Set(sets.map(({ labels }) => labelValue(labels, METRIC_NAME))),
];

export function* inParts<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
