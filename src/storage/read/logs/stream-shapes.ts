import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { LabelMatcher, QueryLimits } from '../../interface.js';
import { ArrayColumn } from '../../native/block-reader-columns.js';
import type { Topology } from '../../schema/ddl.js';
import { type DayRange, type LabelSetTable, labelSetCondition } from '../labels/label-set-condition.js';
import type { Condition } from '../labels/matchers.js';

/** What streams have in common. */
export interface StreamShape {
  /** The names of all of their labels. */
  readonly names: ReadonlySet<string>;
  /** Of the names that were asked for those that each of them has. */
  readonly common: ReadonlySet<string>;
}

/** What may be said of streams that are too many to be looked at one by one. */
export class StreamShapes {
  private readonly from: string;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    private readonly table: LabelSetTable,
  ) {
    this.from = `${topology.database}.${table.name}`;
  }

  async of(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    asked: readonly string[],
    limits: QueryLimits,
  ): Promise<StreamShape> {
    const where = labelSetCondition(this.table, tenant, matchers, days);
    const labels = boundLabels('asked', asked);
    const having = labels.columns.map((label, i) => `, countIf(notEmpty(${label})) AS having${i}`);
    const sql = `SELECT count() AS streams, groupUniqArrayArray(mapKeys(labels)) AS names${having.join('')} FROM ${this.from} WHERE ${where.sql}`;
    for await (const block of this.engine.query(sql, { ...where.params, ...labels.params }, limits)) {
      const streams = block.column('streams').number(0);
      return {
        names: new Set(block.as('names', ArrayColumn).value(0) as string[]),
        common: new Set(asked.filter((_, i) => block.column(`having${i}`).number(0) === streams)),
      };
    }
    return { names: new Set(), common: new Set() };
  }

  /** The values that some labels have together, in the order of `names`; undefined where there are more than `most`. */
  async combinations(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    names: readonly string[],
    most: number,
    limits: QueryLimits,
  ): Promise<readonly (readonly string[])[] | undefined> {
    const where = labelSetCondition(this.table, tenant, matchers, days);
    const labels = boundLabels('asked', names);
    const columns = labels.columns.map((label, i) => `${label} AS value${i}`);
    const sql = `SELECT DISTINCT ${columns.join(', ')} FROM ${this.from} WHERE ${where.sql} LIMIT ${most + 1}`;
    const found: string[][] = [];
    for await (const block of this.engine.query(sql, { ...where.params, ...labels.params }, limits)) {
      const values = names.map((_, i) => block.column(`value${i}`));
      for (let row = 0; row < block.rows; row++) found.push(values.map((value) => value.text(row)));
    }
    return found.length > most ? undefined : found;
  }
}

/** The values of labels of a stream as SQL, empty where it has none; `prefix` keeps what they bind apart. */
export const boundLabels = (
  prefix: string,
  names: readonly string[],
): { readonly columns: readonly string[]; readonly params: Condition['params'] } => ({
  columns: names.map((_, i) => `labels[{${prefix}${i}:String}]`),
  params: Object.fromEntries(names.map((name, i) => [`${prefix}${i}`, name])),
});
