import type { Tenant } from '../../../model/tenant.js';
import type { Engine, QueryParams } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import { AttributeTypes } from '../../span-attribute-types.js';
import type { DayRange } from '../labels/label-set-condition.js';
import type { SpanCatalog } from './span-catalog.js';
import { dayOf } from './span-resources.js';
import type { TenantSpanCatalog } from './tenant-span-catalog.js';

/** Which attributes one query's spans can have: those of the days it reads. */
export class SpanAttributeCatalog {
  private readonly known = new Map<string, AttributeTypes>();

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly tenant: Tenant,
    private readonly range: TimeRangeNs,
    private readonly limits: QueryLimits,
    /** Without it the store is asked each time. */
    private readonly catalog: SpanCatalog | undefined,
  ) {}

  /** The types of a key's values. */
  async typesOf(key: string): Promise<AttributeTypes> {
    if (!this.known.has(key)) await this.learn([key]);
    return this.known.get(key)!;
  }

  /** Asks for the types of several keys at once. */
  async learn(keys: readonly string[]): Promise<void> {
    const found = await this.typesOfAll(['', ...keys]);
    const ofAll = found.get('') ?? AttributeTypes.NONE;
    for (const key of keys) this.known.set(key, ofAll.and(found.get(key) ?? AttributeTypes.NONE));
  }

  private async typesOfAll(keys: readonly string[]): Promise<Map<string, AttributeTypes>> {
    const catalog = await this.fromCatalog();
    if (catalog === undefined) return this.read('key IN {keys:Array(String)}', { keys });
    const found = new Map<string, AttributeTypes>();
    for (const key of keys) {
      const types = catalog.typesOf(key, this.days);
      if (types !== undefined) found.set(key, types);
    }
    return found;
  }

  /** All keys with their types, the empty one for those that nobody knows; undefined where they are more than `limit`. */
  async keys(limit: number): Promise<Map<string, AttributeTypes> | undefined> {
    const catalog = await this.fromCatalog();
    const keys = catalog?.allTypes(this.days) ?? (await this.read('1', {}, `LIMIT ${limit + 1}`));
    return keys.size > limit ? undefined : keys;
  }

  private get days(): DayRange {
    return { first: dayOf(this.range.start), last: dayOf(this.range.end) };
  }

  private async fromCatalog(): Promise<TenantSpanCatalog | undefined> {
    return this.catalog?.of(this.tenant, this.days, this.limits);
  }

  private async read(where: string, more: QueryParams, tail = ''): Promise<Map<string, AttributeTypes>> {
    const sql =
      `SELECT key, groupBitOr(types) AS bits FROM ${this.topology.database}.span_attributes WHERE tenant = {tenant:String} ` +
      `AND day >= {first:Int64} AND day <= {last:Int64} AND ${where} GROUP BY key ${tail}`;
    const params = { tenant: this.tenant, ...this.days, ...more };
    const found = new Map<string, AttributeTypes>();
    for await (const block of this.engine.query(sql, params, this.limits)) {
      const [keys, bits] = [block.column('key'), block.column('bits')];
      for (let row = 0; row < block.rows; row++) found.set(keys.text(row), new AttributeTypes(bits.number(row)));
    }
    return found;
  }
}
