import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { QueryLimits, TimeRangeNs } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import type { Topology } from '../../schema/ddl.js';
import type { SpanCondition, SpanSelection } from '../../span-interface.js';
import { typedLiteral } from '../../sql/typed-literal.js';
import { askedFields } from './asked-fields.js';
import { ConditionCompiler } from './conditions.js';
import { allOf, NEVER, type Predicate } from './predicate.js';
import { SpanAttribute } from './span-attribute.js';
import { SpanAttributeCatalog } from './span-attribute-catalog.js';
import { type KnownResources, SpanResources } from './span-resources.js';

/** What DateTime64(9) holds: 1900-01-01 to 2262-04-11, ns. */
const FIRST_NS = -2_208_988_800_000_000_000n;
const LAST_NS = 2n ** 63n - 1n;

/** One query over the table `spans` while it is put together. */
export class SpanQuery {
  readonly resources: SpanResources;
  readonly attributes: SpanAttributeCatalog;
  private readonly from: string;
  private readonly compiler: ConditionCompiler;

  /** `range`: all of which spans may be read; resources are looked for on its days. */
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    { database }: Topology,
    tenant: Tenant,
    readonly range: TimeRangeNs,
    private readonly limits: QueryLimits,
    known: KnownResources,
  ) {
    this.resources = new SpanResources(engine, { database }, tenant, range, limits, known);
    this.attributes = new SpanAttributeCatalog(engine, { database }, tenant, range, limits, known.catalog);
    this.compiler = new ConditionCompiler(this);
    this.from = `FROM ${database}.spans WHERE tenant = ${typedLiteral('String', tenant)}`;
  }

  async condition(condition: SpanCondition): Promise<Predicate> {
    const [predicate] = await this.conditions([condition]);
    return predicate!;
  }

  /** Conditions one by one; what is to be known for them is asked of the engine at once, and first. */
  async conditions(conditions: readonly SpanCondition[]): Promise<Predicate[]> {
    const { keys, resources } = askedFields(conditions);
    if (keys.length > 0) await Promise.all([this.attributes.learn(keys), resources ? this.resources.ids() : undefined]);
    const predicates: Predicate[] = [];
    for (const condition of conditions) predicates.push(await this.compiler.compile(condition));
    return predicates;
  }

  /** An attribute of the spans' own. */
  async attribute(name: string): Promise<SpanAttribute> {
    return new SpanAttribute(name, await this.attributes.typesOf(name));
  }

  /** Of the spans' starts: `start` inclusive, `end` exclusive. */
  startsIn({ start, end }: TimeRangeNs): Predicate {
    if (start >= end || end <= FIRST_NS || start > LAST_NS) return NEVER;
    const last = end - 1n > LAST_NS ? LAST_NS : end - 1n;
    return `(ts >= ${this.time(start < FIRST_NS ? FIRST_NS : start)} AND ts <= ${this.time(last)})`;
  }

  private time(ns: bigint): string {
    return `fromUnixTimestamp64Nano(${typedLiteral('Int64', ns)}, 'UTC')`;
  }

  /** The spans of a selection. */
  async selected({ range, condition }: SpanSelection): Promise<Predicate> {
    return allOf([this.startsIn(range), await this.condition(condition)]);
  }

  /** Runs `SELECT select FROM spans WHERE … tail`; nothing is asked where no row can meet the predicate. */
  async *run(select: string, where: Predicate, tail: string): AsyncGenerator<Block> {
    if (where === NEVER) return;
    yield* this.engine.query(`SELECT ${select} ${this.from} AND ${where} ${tail}`, {}, this.limits);
  }
}
