import { MS_PER_DAY } from '../../../model/series.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../../interface.js';
import { LowCardinalityColumn, StringColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { Topology } from '../../schema/ddl.js';
import { Bindings } from './bindings.js';
import { ALWAYS, NEVER, type Predicate } from './predicate.js';

/** As many ids are bound to a query; beyond it the query looks for them itself (see `LabelSets`). */
const MAX_BOUND_IDS = 20_000;

/** The resources, with their scopes, that one query's spans can have: those of the days it reads. */
export class SpanResources {
  private readonly from: string;
  private readonly params: { readonly tenant: Tenant; readonly first: number; readonly last: number };

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    tenant: Tenant,
    range: TimeRangeNs,
    private readonly limits: QueryLimits,
  ) {
    this.from = `FROM ${topology.database}.span_resources WHERE tenant = {tenant:String} AND day >= {first:Int64} AND day <= {last:Int64}`;
    this.params = { tenant, first: dayOf(range.start), last: dayOf(range.end) };
  }

  /** The spans whose resource meets a condition on the column `labels`, as a condition on theirs. */
  async where(condition: (bindings: Bindings) => Predicate, bindings: Bindings): Promise<Predicate> {
    const own = new Bindings();
    const wanted = condition(own);
    if (wanted === NEVER || wanted === ALWAYS) return wanted;
    const sql = `SELECT DISTINCT id ${this.from} AND ${wanted} LIMIT ${MAX_BOUND_IDS + 1}`;
    const ids: bigint[] = [];
    for await (const block of this.engine.query(sql, own.all(this.params), this.limits)) {
      for (const id of block.as('id', WideColumn).values) ids.push(id);
    }
    if (ids.length === 0) return NEVER;
    if (ids.length <= MAX_BOUND_IDS) return `resource_id IN ${bindings.bind('Array(UInt64)', ids)}`;
    const { tenant, first, last } = this.params;
    const days = `day >= ${bindings.bind('Int64', first)} AND day <= ${bindings.bind('Int64', last)}`;
    return (
      `resource_id IN (SELECT id ${this.from.slice(0, this.from.indexOf(' WHERE'))} ` +
      `WHERE tenant = ${bindings.bind('String', tenant)} AND ${days} AND ${condition(bindings)})`
    );
  }

  /** One label of each of the resources that have it. */
  async label(name: string): Promise<Map<bigint, string>> {
    const sql = `SELECT id, any(labels[{name:String}]) AS label ${this.from} AND mapContains(labels, {name:String}) GROUP BY id`;
    const found = new Map<bigint, string>();
    for await (const block of this.engine.query(sql, { ...this.params, name }, this.limits)) {
      const ids = block.as('id', WideColumn).values;
      const labels = block.column('label');
      for (let row = 0; row < block.rows; row++) found.set(ids[row]!, labels.text(row));
    }
    return found;
  }

  /** How many resources there are. */
  async ids(): Promise<bigint[]> {
    const ids: bigint[] = [];
    for await (const block of this.engine.query(`SELECT DISTINCT id ${this.from}`, this.params, this.limits)) {
      for (const id of block.as('id', WideColumn).values) ids.push(id);
    }
    return ids;
  }

  /** The names of the labels of these resources. */
  async labelNames(ids: readonly bigint[]): Promise<string[]> {
    const sql = `SELECT DISTINCT arrayJoin(mapKeys(labels)) AS name ${this.from} AND id IN {ids:Array(UInt64)}`;
    const names: string[] = [];
    for await (const block of this.engine.query(sql, { ...this.params, ids }, this.limits)) {
      const column = block.column('name');
      if (!(column instanceof StringColumn || column instanceof LowCardinalityColumn)) continue;
      for (let row = 0; row < block.rows; row++) names.push(column.text(row));
    }
    return names;
  }
}

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

/** The day of a time in ns: days since 1970. */
export const dayOf = (ns: bigint): number =>
  Number((ns - (((ns % NS_PER_DAY) + NS_PER_DAY) % NS_PER_DAY)) / NS_PER_DAY);
