import { Stretch } from '../../../lib/turns.js';
import { QuartetError } from '../../../model/errors.js';
import type { Labels } from '../../../model/labels.js';
import { labelsFrom } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { LabelMatcher, QueryLimits } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import { ArrayColumn, MapColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { Topology } from '../../schema/ddl.js';
import {
  type DayRange,
  type IdRange,
  idCondition,
  idRangeCondition,
  type LabelSetTable,
  labelSetCondition,
} from './label-set-condition.js';
import { type Condition, conditions } from './matchers.js';

export interface LabelSet {
  readonly id: bigint;
  readonly labels: Labels;
}

/** Either all that were asked for, or only how many there are, about. */
export type FewLabelSets =
  | { readonly sets: readonly LabelSet[]; readonly more: undefined }
  | { readonly sets: readonly []; readonly more: number };

export const isNone = ({ sets, more }: FewLabelSets): boolean => sets.length === 0 && more === undefined;

/**
 * As many ids are named in a query; beyond it the query is joined to the label sets (`LabelSets.join`).
 */
export const MAX_BOUND_IDS = 20_000;

/** Behind a query that reads two tables: on a cluster a label set lives on the shard of its entries, as both go by id. */
export const ON_ITS_SHARD = " SETTINGS distributed_product_mode = 'local'";

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
    private readonly maxBoundIds = MAX_BOUND_IDS,
  ) {
    this.from = `${topology.database}.${table.name}`;
  }

  /**
   * Behind the name of a table of entries or samples: leaves the rows of the label sets that match, once each. `columns` of
   * the label sets come with them. A join and no `IN (SELECT …)`, for whose set the embedded engine would hold the event loop
   * (docs/decisions/engine-default.md).
   */
  join(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    { columns = [], also = [] }: { readonly columns?: readonly string[]; readonly also?: readonly Condition[] } = {},
  ): Condition {
    const where = conditions(this.where(tenant, matchers, days), ...also);
    const selected = `SELECT ${['id', ...columns].join(', ')} FROM ${this.from} WHERE ${where.sql}`;
    return { sql: ` LEFT SEMI JOIN (${selected}) AS label_sets USING (id)`, params: where.params };
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
   * The label sets that match, or `more`: about how many there are, where a query should not name them all. Throws like
   * `find` where they are more than may be selected.
   */
  async few(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<FewLabelSets> {
    const where = this.where(tenant, matchers, days);
    const sql = `${this.select(where)} LIMIT 1 BY id LIMIT ${this.maxBoundIds + 1}`;
    const blocks: Block[] = [];
    for await (const block of this.engine.query(sql, where.params, limits)) blocks.push(block);
    const { maxLabelSets = Number.POSITIVE_INFINITY } = limits;
    const count = blocks.reduce((rows, block) => rows + block.rows, 0);
    checkCount(count, maxLabelSets);
    if (count > this.maxBoundIds) {
      const more = await this.countWhere(where, limits);
      checkCount(more, maxLabelSets);
      return { sets: [], more };
    }
    const sets: LabelSet[] = [];
    const stretch = new Stretch();
    for (const block of blocks) for await (const some of this.read(block, stretch)) sets.push(...some);
    return { sets, more: undefined };
  }

  /** The label sets that match and have ids of a range. */
  async inRange(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    range: IdRange,
    limits: QueryLimits,
  ): Promise<LabelSet[]> {
    return this.findWhere(conditions(this.where(tenant, matchers, days), idRangeCondition(range)), limits);
  }

  /** The label sets of some ids, at most `MAX_BOUND_IDS`. */
  byIds(tenant: Tenant, ids: readonly bigint[], days: DayRange, limits: QueryLimits): Promise<LabelSet[]> {
    return this.findWhere(conditions(this.where(tenant, [], days), idCondition(ids)), limits);
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

  private async findWhere(where: Condition, limits: QueryLimits): Promise<LabelSet[]> {
    const { maxLabelSets = Number.POSITIVE_INFINITY, maxMemory } = limits;
    const sql = `${this.select(where)} LIMIT 1 BY id`;
    const found: LabelSet[] = [];
    const stretch = new Stretch();
    for await (const block of this.engine.query(sql, where.params, limits)) {
      for await (const sets of this.read(block, stretch)) found.push(...sets);
      checkCount(found.length, maxLabelSets);
      if (found.length * BYTES_PER_SET > maxMemory) throw tooManyForMemory(found.length);
    }
    return found;
  }

  private select({ sql }: Condition): string {
    return `SELECT id, ${this.table.column} AS name_of_id, labels AS labels_of_id FROM ${this.from} WHERE ${sql}`;
  }

  private where(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange): Condition {
    return labelSetCondition(this.table, tenant, matchers, days);
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
