import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import { AttributeTypes } from '../../span-attribute-types.js';
import { dayOf } from './span-resources.js';

/** Which attributes one query's spans can have: those of the days it reads. */
export class SpanAttributeCatalog {
  private readonly asked = new Map<string, Promise<AttributeTypes>>();

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly tenant: Tenant,
    private readonly range: TimeRangeNs,
    private readonly limits: QueryLimits,
  ) {}

  /** The types of a key's values. */
  typesOf(key: string): Promise<AttributeTypes> {
    let types = this.asked.get(key);
    if (types === undefined) {
      types = this.read(key);
      this.asked.set(key, types);
    }
    return types;
  }

  private async read(key: string): Promise<AttributeTypes> {
    const sql =
      `SELECT groupBitOr(types) AS found FROM ${this.topology.database}.span_attributes ` +
      "WHERE tenant = {tenant:String} AND day >= {first:Int64} AND day <= {last:Int64} AND key IN ('', {key:String})";
    const { start, end } = this.range;
    const params = { tenant: this.tenant, key, first: dayOf(start), last: dayOf(end) };
    let types = AttributeTypes.NONE;
    for await (const block of this.engine.query(sql, params, this.limits))
      for (let row = 0; row < block.rows; row++)
        types = types.and(new AttributeTypes(block.column('found').number(row)));
    return types;
  }
}
