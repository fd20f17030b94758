import { Stretch } from '../../../lib/turns.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine, QueryParams } from '../../engine/engine.js';
import type { LabelMatcher, QueryLimits } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import { type DayRange, type LabelSetTable, labelSetCondition } from './label-set-condition.js';

/** Rows that are decoded before the time is looked at. */
const ROWS_AT_ONCE = 1_000;

/** Names and values of the labels in one table of label sets, in the order of their bytes. */
export class LabelTexts {
  private readonly from: string;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    private readonly table: LabelSetTable,
  ) {
    this.from = `${topology.database}.${table.name}`;
  }

  async names(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const where = labelSetCondition(this.table, tenant, matchers, days);
    const sql = `SELECT DISTINCT arrayJoin(mapKeys(labels)) AS text FROM ${this.from} WHERE ${where.sql}`;
    const names = await this.texts(sql, where.params, limits);
    const { label } = this.table;
    if (label === undefined) return names.sort();
    const hasAny = await this.texts(
      `SELECT '' AS text FROM ${this.from} WHERE ${where.sql} LIMIT 1`,
      where.params,
      limits,
    );
    return [...names, ...(hasAny.length > 0 ? [label] : [])].sort();
  }

  /** Without the empty one. There may be a million of them: the engine puts them in order, off the event loop. */
  values(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const where = labelSetCondition(this.table, tenant, matchers, days);
    const column = label === this.table.label ? this.table.column : 'labels[{label:String}]';
    const sql = `SELECT DISTINCT ${column} AS text FROM ${this.from} WHERE ${where.sql} AND notEmpty(text) ORDER BY text`;
    return this.texts(sql, { ...where.params, label }, limits);
  }

  /** The event loop turns in between. */
  private async texts(sql: string, params: QueryParams, limits: QueryLimits): Promise<string[]> {
    const texts: string[] = [];
    const stretch = new Stretch();
    for await (const block of this.engine.query(sql, params, limits)) {
      const column = block.column('text');
      for (let row = 0; row < block.rows; row++) {
        if (row % ROWS_AT_ONCE === 0 && stretch.isOver) await stretch.rest();
        texts.push(column.text(row));
      }
    }
    return texts;
  }
}
