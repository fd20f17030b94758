import { Stretch } from '../../lib/turns.js';
import { QuartetError } from '../../model/errors.js';
import type { Labels } from '../../model/labels.js';
import { labelsFrom } from '../../model/labels.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine, QueryParams } from '../engine/engine.js';
import type { LabelMatcher, QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import { ArrayColumn, MapColumn, WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import { type Condition, matcherCondition } from './matchers.js';

/** Days since 1970, both inclusive. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
}

/** A table of label sets (`metric_series`, `log_streams`, `span_resources`). */
export interface LabelSetTable {
  readonly name: string;
  /** The column that holds one label outside of the map, and that label's name; undefined where it stands in both. */
  readonly column: string;
  readonly label?: string;
}

/** Ids of one range, `from` inclusive and `to` exclusive; undefined where there is no end. Ids are hashes: spread evenly. */
export interface IdRange {
  readonly from: bigint;
  readonly to: bigint | undefined;
}

export interface LabelSet {
  readonly id: bigint;
  readonly labels: Labels;
}

/**
 * As many ids are bound to a query; beyond it the query looks for them itself, for which the embedded engine holds the
 * event loop (docs/decisions/engine-default.md).
 */
export const MAX_BOUND_IDS = 20_000;

/** Label sets that are decoded before the time is looked at. */
const SETS_AT_ONCE = 200;

/** What a label set takes in memory, about. */
const BYTES_PER_SET = 600;

/** Lookups in one table of label sets. Bounds and cancellation come with each call's limits. */
export class LabelSets {
  private readonly from: string;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    private readonly table: LabelSetTable,
  ) {
    this.from = `${topology.database}.${table.name}`;
  }

  /** A condition on the column `id` of another table: that it is one of `ids`, which `find` gave for the same matchers. */
  idCondition(ids: readonly bigint[], tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange): Condition {
    if (ids.length <= MAX_BOUND_IDS) return { sql: 'id IN {ids:Array(UInt64)}', params: { ids } };
    return this.idSubquery(tenant, matchers, days);
  }

  /** The same, whatever their number. */
  idSubquery(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange): Condition {
    const where = this.where(tenant, matchers, days);
    return { sql: `id IN (SELECT id FROM ${this.from} WHERE ${where.sql})`, params: where.params };
  }

  async find(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<LabelSet[]> {
    return this.findWhere(this.where(tenant, matchers, days), limits);
  }

  /**
   * At most `MAX_BOUND_IDS` label sets that match and, where there are more of them, how many there are, about. Throws
   * like `find` where they are more than may be selected.
   */
  async few(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<{ readonly sets: readonly LabelSet[]; readonly more: number | undefined }> {
    const where = this.where(tenant, matchers, days);
    const sql = `SELECT id, ${this.table.column} AS name_of_id, labels AS labels_of_id FROM ${this.from} WHERE ${where.sql} LIMIT 1 BY id LIMIT ${MAX_BOUND_IDS + 1}`;
    const sets: LabelSet[] = [];
    const stretch = new Stretch();
    for await (const block of this.engine.query(sql, where.params, limits)) {
      for await (const some of this.read(block, stretch)) sets.push(...some);
    }
    const { maxLabelSets = Number.POSITIVE_INFINITY } = limits;
    checkCount(sets.length, maxLabelSets);
    if (sets.length <= MAX_BOUND_IDS) return { sets, more: undefined };
    const more = await this.countWhere(where, limits);
    checkCount(more, maxLabelSets);
    return { sets: sets.slice(0, MAX_BOUND_IDS), more };
  }

  /** The label sets that match and have ids of a range. */
  async inRange(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    { from, to }: IdRange,
    limits: QueryLimits,
  ): Promise<LabelSet[]> {
    const { sql, params } = this.where(tenant, matchers, days);
    const end = to === undefined ? '' : ' AND id < {to:UInt64}';
    const where = {
      sql: `${sql} AND id >= {from:UInt64}${end}`,
      params: { ...params, from, ...(to !== undefined && { to }) },
    };
    return this.findWhere(where, limits);
  }

  /** The label sets of some ids, at most `MAX_BOUND_IDS`. */
  byIds(tenant: Tenant, ids: readonly bigint[], days: DayRange, limits: QueryLimits): Promise<LabelSet[]> {
    const { sql, params } = this.where(tenant, [], days);
    return this.findWhere({ sql: `${sql} AND id IN {ids:Array(UInt64)}`, params: { ...params, ids } }, limits);
  }

  /** How many label sets there are on these days, about. */
  count(tenant: Tenant, days: DayRange, limits: QueryLimits): Promise<number> {
    return this.countWhere(this.where(tenant, [], days), limits);
  }

  private async countWhere(where: Condition, limits: QueryLimits): Promise<number> {
    const sql = `SELECT uniq(id) AS sets FROM ${this.from} WHERE ${where.sql}`;
    for await (const block of this.engine.query(sql, where.params, limits)) return block.column('sets').number(0);
    return 0;
  }

  /**
   * All label sets with those of these days that they stand on, some at a time; the event loop turns in between. Equal
   * texts are one string.
   */
  async *all(
    tenant: Tenant,
    days: DayRange,
    limits: QueryLimits,
  ): AsyncGenerator<{ readonly set: LabelSet; readonly days: readonly number[] }[]> {
    const where = this.where(tenant, [], days);
    const sql =
      `SELECT id, any(${this.table.column}) AS name_of_id, any(labels) AS labels_of_id, groupUniqArray(day) AS days ` +
      `FROM ${this.from} WHERE ${where.sql} GROUP BY id`;
    const texts = new Map<string, string>();
    const stretch = new Stretch();
    for await (const block of this.engine.query(sql, where.params, limits)) {
      const seen = block.as('days', ArrayColumn);
      let row = 0;
      for await (const sets of this.read(block, stretch)) {
        yield sets.map(({ id, labels }) => ({
          set: { id, labels: labels.map((text) => interned(texts, text)) },
          days: seen.value(row++) as number[],
        }));
      }
    }
  }

  async names(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const where = this.where(tenant, matchers, days);
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

  async values(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const where = this.where(tenant, matchers, days);
    const column = label === this.table.label ? this.table.column : 'labels[{label:String}]';
    const sql = `SELECT DISTINCT ${column} AS text FROM ${this.from} WHERE ${where.sql}`;
    const values = await this.texts(sql, { ...where.params, label }, limits);
    return values.filter((value) => value !== '').sort();
  }

  private async findWhere(where: Condition, limits: QueryLimits): Promise<LabelSet[]> {
    const { maxLabelSets = Number.POSITIVE_INFINITY, maxMemory } = limits;
    const sql = `SELECT id, any(${this.table.column}) AS name_of_id, any(labels) AS labels_of_id FROM ${this.from} WHERE ${where.sql} GROUP BY id`;
    const found: LabelSet[] = [];
    const stretch = new Stretch();
    for await (const block of this.engine.query(sql, where.params, limits)) {
      for await (const sets of this.read(block, stretch)) found.push(...sets);
      checkCount(found.length, maxLabelSets);
      if (found.length * BYTES_PER_SET > maxMemory) throw tooManyForMemory(found.length);
    }
    return found;
  }

  private where(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange): Condition {
    const { label, column } = this.table;
    const matched = matcherCondition(matchers, label === undefined ? {} : { [label]: column });
    return {
      sql: `tenant = {tenant:String} AND day >= {firstDay:Int32} AND day <= {lastDay:Int32} AND ${matched.sql}`,
      params: { ...matched.params, tenant, firstDay: days.first, lastDay: days.last },
    };
  }

  /** The label sets of a block, in the order of its rows, some at a time; the event loop turns in between. */
  private async *read(block: Block, stretch: Stretch): AsyncGenerator<LabelSet[]> {
    const ids = block.as('id', WideColumn);
    const names = block.column('name_of_id');
    const maps = block.as('labels_of_id', MapColumn);
    const { label } = this.table;
    for (let from = 0; from < block.rows; from += SETS_AT_ONCE) {
      if (stretch.isOver) await stretch.rest();
      const sets: LabelSet[] = [];
      for (let row = from; row < Math.min(block.rows, from + SETS_AT_ONCE); row++) {
        const pairs: string[] = label === undefined ? [] : [label, names.text(row)];
        for (let i = maps.start(row); i < maps.end(row); i++) pairs.push(maps.keys.text(i), maps.values.text(i));
        sets.push({ id: ids.value(row), labels: sortedLabels(pairs) });
      }
      yield sets;
    }
  }

  private async texts(sql: string, params: QueryParams, limits: QueryLimits): Promise<string[]> {
    const texts: string[] = [];
    for await (const block of this.engine.query(sql, params, limits)) {
      const column = block.column('text');
      for (let row = 0; row < block.rows; row++) texts.push(column.text(row));
    }
    return texts;
  }
}

/** In the words of Loki's `cardinality_limit`. */
function checkCount(count: number, limit: number): void {
  if (count <= limit) return;
  throw new QuartetError(
    'limit_exceeded',
    `cardinality limit exceeded for logs{}; ${count} entries, more than limit of ${limit}`,
  );
}

const tooManyForMemory = (count: number): QuartetError =>
  new QuartetError(
    'limit_exceeded',
    `more than ${count} label sets match, which take more memory than one query may; add matchers or shorten the range`,
  );

/** Of names and values in turn. They are stored in order, so that they seldom have to be sorted. */
function sortedLabels(pairs: readonly string[]): Labels {
  for (let i = 0; i < pairs.length; i += 2) {
    if (pairs[i + 1] === '' || (i > 0 && pairs[i]! <= pairs[i - 2]!))
      return labelsFrom(pairs.flatMap((name, at) => (at % 2 === 0 ? [[name, pairs[at + 1]!] as const] : [])));
  }
  return pairs;
}

function interned(texts: Map<string, string>, text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, text);
  return text;
}
