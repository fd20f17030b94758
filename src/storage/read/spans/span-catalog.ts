import { LRUCache } from 'lru-cache';
import { nextTurn } from '../../../lib/turns.js';
import { idOf, type SeriesDays } from '../../../model/series.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import { canceled } from '../../engine/lane.js';
import type { QueryLimits } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import { AttributeTypes } from '../../span-attribute-types.js';
import type { DayRange } from '../labels/label-set-condition.js';
import { LabelSets } from '../labels/label-sets.js';
import { TenantSpanCatalog } from './tenant-span-catalog.js';

export interface SpanCatalogOptions {
  /** Its queries see what was acknowledged before them. */
  readonly engine: Pick<Engine, 'query'>;
  readonly topology: Topology;
  /** Resources and keys that are held over all tenants; days that have more are left to the store. */
  readonly maxEntries: number;
}

interface Known {
  readonly catalog: TenantSpanCatalog;
  /** The last of the loads that were asked for: they run one after another. */
  loading: Promise<void>;
  /** Days that had too many entries when they were counted last. */
  tooMany?: { readonly days: DayRange; readonly at: number };
}

const MAX_TENANTS = 1_000;
/** How long days that have too many entries are taken to have too many, ms. */
const RECOUNT_AFTER = 60_000;
/** Loads serve all who wait for them, and so go on when one of them does not. */
const LOAD_TIMEOUT = 60_000;

/**
 * The resources and the types of attributes of each tenant's days in memory, so that no question asks the store for them.
 * They are loaded when they are asked for first; what is written later is noted by the writer before it is acknowledged.
 * For one process that alone writes to its store.
 */
export class SpanCatalog {
  private readonly tenants = new LRUCache<Tenant, Known>({ max: MAX_TENANTS });
  private readonly resources: LabelSets;

  constructor(private readonly options: SpanCatalogOptions) {
    const { engine, topology } = options;
    this.resources = new LabelSets(engine, topology, { name: 'span_resources', column: 'service' });
  }

  /** To be called when spans are stored and before that is acknowledged, with what their days did not have before. */
  note(
    tenant: Tenant,
    { entries }: SeriesDays,
    attributes: Iterable<{ readonly key: string; readonly day: number; readonly types: AttributeTypes }>,
  ): void {
    const known = this.tenants.peek(tenant);
    if (known === undefined) return;
    const before = known.catalog.size;
    for (const { ref, day } of entries) {
      known.catalog.addResource({ id: idOf(ref), labels: ref.labels }, day);
    }
    for (const { key, day, types } of attributes) known.catalog.addTypes(key, day, types);
    if (known.catalog.size > before) this.makeRoom();
  }

  /** To be called when spans were taken out of the store. */
  forget(): void {
    this.tenants.clear();
  }

  /** What the tenant's spans of these days can have; undefined where that is too much to be held. */
  async of(tenant: Tenant, days: DayRange, limits: QueryLimits): Promise<TenantSpanCatalog | undefined> {
    if (limits.signal?.aborted) throw canceled();
    const known = this.known(tenant);
    if (!known.catalog.covered.covers(days)) {
      known.loading = known.loading.catch(() => undefined).then(() => this.load(tenant, known, days, limits));
      await known.loading;
      if (limits.signal?.aborted) throw canceled();
    }
    return known.catalog.covered.covers(days) ? known.catalog : undefined;
  }

  private known(tenant: Tenant): Known {
    let known = this.tenants.get(tenant);
    if (known === undefined) {
      known = { catalog: new TenantSpanCatalog(), loading: Promise.resolve() };
      this.tenants.set(tenant, known);
    }
    return known;
  }

  private async load(tenant: Tenant, known: Known, days: DayRange, { maxMemory }: QueryLimits): Promise<void> {
    const { catalog } = known;
    if (catalog.covered.covers(days) || hadTooMany(known, days)) return;
    const limits = { timeoutMs: LOAD_TIMEOUT, maxMemory };
    const [resources, types] = await Promise.all([
      this.resources.count(tenant, days, limits),
      this.typesOf(tenant, days, limits),
    ]);
    if (types === undefined || resources + types.length > this.options.maxEntries) {
      known.tooMany = { days, at: performance.now() };
      return;
    }
    for await (const batch of this.resources.all(tenant, days, limits)) {
      for (const { set, days: seen } of batch) for (const day of seen) catalog.addResource(set, day);
    }
    for (const { key, day, bits } of types) catalog.addTypes(key, day, new AttributeTypes(bits));
    catalog.covered.cover(days);
    this.makeRoom(known);
  }

  /** Undefined where they are too many. */
  private async typesOf(tenant: Tenant, { first, last }: DayRange, limits: QueryLimits) {
    const { engine, topology, maxEntries } = this.options;
    const sql =
      `SELECT key, day, groupBitOr(types) AS bits FROM ${topology.database}.span_attributes WHERE tenant = {tenant:String} ` +
      `AND day >= {first:Int64} AND day <= {last:Int64} GROUP BY key, day LIMIT ${maxEntries + 1}`;
    const found: { key: string; day: number; bits: number }[] = [];
    for await (const block of engine.query(sql, { tenant, first, last }, limits)) {
      const [keys, ofDays, bits] = [block.column('key'), block.column('day'), block.column('bits')];
      for (let row = 0; row < block.rows; row++)
        found.push({ key: keys.text(row), day: ofDays.number(row), bits: bits.number(row) });
      await nextTurn();
    }
    return found.length > maxEntries ? undefined : found;
  }

  /** Drops tenants that were not asked for lately, and `last` only after all others. */
  private makeRoom(last?: Known): void {
    let held = 0;
    for (const { catalog } of this.tenants.values()) held += catalog.size;
    for (const [tenant, known] of [...this.tenants.entries()].reverse()) {
      if (held <= this.options.maxEntries) return;
      if (known === last) continue;
      held -= known.catalog.size;
      this.tenants.delete(tenant);
    }
  }
}

function hadTooMany({ tooMany }: Known, { first, last }: DayRange): boolean {
  if (tooMany === undefined || performance.now() - tooMany.at > RECOUNT_AFTER) return false;
  return tooMany.days.first >= first && tooMany.days.last <= last;
}
