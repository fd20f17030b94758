import type { Labels } from '../../../model/labels.js';
import { MS_PER_DAY } from '../../../model/series.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine, QueryParams } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../../interface.js';
import { LowCardinalityColumn, StringColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { ResourcePresence } from '../../recent/resource-presence.js';
import type { Topology } from '../../schema/ddl.js';
import { typedLiteral } from '../../sql/typed-literal.js';
import { ALWAYS, NEVER, type Predicate } from './predicate.js';
import type { ResourceLabels } from './resource-labels.js';
import type { ResourceVerdicts } from './resource-verdicts.js';
import type { SpanCatalog } from './span-catalog.js';

/** As many ids are bound to a query; beyond it the query looks for them itself (see `LabelSets`). */
const MAX_BOUND_IDS = 20_000;

/** What readers of the same tables know of resources from queries before, and from the writer. */
export interface KnownResources {
  readonly labels: ResourceLabels;
  readonly verdicts: ResourceVerdicts;
  /** Without it the store is asked each time. */
  readonly catalog?: SpanCatalog;
  readonly presence?: ResourcePresence;
}

/** The resources, with their scopes, that one query's spans can have: those of the days it reads. */
export class SpanResources {
  private readonly from: string;
  private all: Promise<readonly bigint[]> | undefined;
  private catalogued: Promise<ReadonlyMap<bigint, Labels> | undefined> | undefined;
  private readonly params: { readonly tenant: Tenant; readonly first: number; readonly last: number };

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    tenant: Tenant,
    range: TimeRangeNs,
    private readonly limits: QueryLimits,
    private readonly known: KnownResources,
  ) {
    this.from = `FROM ${topology.database}.span_resources WHERE tenant = {tenant:String} AND day >= {first:Int64} AND day <= {last:Int64}`;
    this.params = { tenant, first: dayOf(range.start), last: dayOf(range.end) };
  }

  /** The spans whose resource meets a condition on the column `labels`, as a condition on theirs. */
  async where(wanted: Predicate): Promise<Predicate> {
    if (wanted === NEVER || wanted === ALWAYS) return wanted;
    const ids = await this.meeting(wanted);
    if (ids.length === 0) return NEVER;
    if (ids.length <= MAX_BOUND_IDS) return `resource_id IN ${typedLiteral('Array(UInt64)', ids)}`;
    const { tenant, first, last } = this.params;
    const days = `day >= ${typedLiteral('Int64', first)} AND day <= ${typedLiteral('Int64', last)}`;
    return (
      `resource_id IN (SELECT id ${this.from.slice(0, this.from.indexOf(' WHERE'))} ` +
      `WHERE tenant = ${typedLiteral('String', tenant)} AND ${days} AND ${wanted})`
    );
  }

  /** The resources that meet a condition: at most one more than `MAX_BOUND_IDS`. */
  private async meeting(wanted: Predicate): Promise<readonly bigint[]> {
    const { verdicts } = this.known;
    const condition = JSON.stringify([this.params.tenant, wanted]);
    if (verdicts.has(condition)) {
      const met = verdicts.of(condition, await this.ids());
      if (met !== undefined) return met;
    }
    const sql = `SELECT DISTINCT id ${this.from} AND ${wanted} LIMIT ${MAX_BOUND_IDS + 1}`;
    const [all, met] = await Promise.all([this.ids(), this.readIds(sql, this.params)]);
    if (all.length <= MAX_BOUND_IDS) verdicts.note(condition, all, met);
    return met;
  }

  /** One label of each of the resources that have it. */
  async label(name: string): Promise<Map<bigint, string>> {
    const labels = await this.fromCatalog();
    if (labels !== undefined) return labelOf(labels, name);
    const ids = await this.ids();
    return ids.length <= MAX_BOUND_IDS ? this.knownLabel(ids, name) : this.readLabel(name);
  }

  private async knownLabel(ids: readonly bigint[], name: string): Promise<Map<bigint, string>> {
    return labelOf(await this.known.labels.of(this.params.tenant, ids, this.limits), name);
  }

  private async readLabel(name: string): Promise<Map<bigint, string>> {
    const sql = `SELECT id, any(labels[{name:String}]) AS label ${this.from} AND mapContains(labels, {name:String}) GROUP BY id`;
    const found = new Map<bigint, string>();
    for await (const block of this.engine.query(sql, { ...this.params, name }, this.limits)) {
      const ids = block.as('id', WideColumn).values;
      const labels = block.column('label');
      for (let row = 0; row < block.rows; row++) found.set(ids[row]!, labels.text(row));
    }
    return found;
  }

  /** All resources; asked once. */
  ids(): Promise<readonly bigint[]> {
    this.all ??= this.allIds();
    return this.all;
  }

  private async allIds(): Promise<readonly bigint[]> {
    const labels = await this.fromCatalog();
    return labels === undefined ? this.readIds(`SELECT DISTINCT id ${this.from}`, this.params) : [...labels.keys()];
  }

  /** Those of the spans that start in a range; undefined where the store has to be asked. */
  present(range: TimeRangeNs): bigint[] | undefined {
    return this.known.presence?.in(this.params.tenant, range);
  }

  /** All resources with their labels, where they are in memory. */
  private fromCatalog(): Promise<ReadonlyMap<bigint, Labels> | undefined> {
    const { tenant, first, last } = this.params;
    const days = { first, last };
    this.catalogued ??= (async () => (await this.known.catalog?.of(tenant, days, this.limits))?.resourcesOf(days))();
    return this.catalogued;
  }

  private async readIds(sql: string, params: QueryParams): Promise<bigint[]> {
    const ids: bigint[] = [];
    for await (const block of this.engine.query(sql, params, this.limits)) {
      for (const id of block.as('id', WideColumn).values) ids.push(id);
    }
    return ids;
  }

  /** The names of the labels of these resources. */
  async labelNames(ids: readonly bigint[]): Promise<string[]> {
    const labels = await this.fromCatalog();
    return labels === undefined ? this.readLabelNames(ids) : namesOf(ids.flatMap((id) => labels.get(id) ?? []));
  }

  private async readLabelNames(ids: readonly bigint[]): Promise<string[]> {
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

function labelOf(labels: ReadonlyMap<bigint, Labels>, name: string): Map<bigint, string> {
  const found = new Map<bigint, string>();
  for (const [id, pairs] of labels) {
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) found.set(id, pairs[i + 1]!);
  }
  return found;
}

const namesOf = (labels: Labels): string[] => [...new Set(labels.filter((_, i) => i % 2 === 0))];

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

/** The day of a time in ns: days since 1970. */
export const dayOf = (ns: bigint): number =>
  Number((ns - (((ns % NS_PER_DAY) + NS_PER_DAY) % NS_PER_DAY)) / NS_PER_DAY);
