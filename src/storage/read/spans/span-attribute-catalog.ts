import type { Tenant } from '../../../model/tenant.js';
import type { Engine, QueryParams } from '../../engine/engine.js';
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
      types = this.ofKey(key);
      this.asked.set(key, types);
    }
    return types;
  }

  /** All keys with their types, the empty one for those that nobody knows; undefined where they are more than `limit`. */
  async keys(limit: number): Promise<Map<string, AttributeTypes> | undefined> {
    const keys = await this.read('1', {}, `LIMIT ${limit + 1}`);
    return keys.size > limit ? undefined : keys;
  }

  private async ofKey(key: string): Promise<AttributeTypes> {
    const found = await this.read("key IN ('', {key:String})", { key });
    return [...found.values()].reduce((all, types) => all.and(types), AttributeTypes.NONE);
  }

  private async read(where: string, more: QueryParams, tail = ''): Promise<Map<string, AttributeTypes>> {
    const sql =
      `SELECT key, groupBitOr(types) AS bits FROM ${this.topology.database}.span_attributes WHERE tenant = {tenant:String} ` +
      `AND day >= {first:Int64} AND day <= {last:Int64} AND ${where} GROUP BY key ${tail}`;
    const { start, end } = this.range;
    const params = { tenant: this.tenant, first: dayOf(start), last: dayOf(end), ...more };
    const found = new Map<string, AttributeTypes>();
    for await (const block of this.engine.query(sql, params, this.limits)) {
      const [keys, bits] = [block.column('key'), block.column('bits')];
      for (let row = 0; row < block.rows; row++) found.set(keys.text(row), new AttributeTypes(bits.number(row)));
    }
    return found;
  }
}
