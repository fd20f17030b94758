import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { LabelMatcher, QueryLimits } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import type { DayRange, LabelSetTable } from '../labels/label-set-condition.js';
import { type FewLabelSets, type LabelSet, LabelSets } from '../labels/label-sets.js';
import { LabelTexts } from '../labels/label-texts.js';
import { SelectionCache } from '../labels/selection-cache.js';
import { afterSettling } from '../settled-engine.js';
import type { PendingLogs } from './pending-logs.js';
import { type StreamShape, StreamShapes } from './stream-shapes.js';

const STREAMS: LabelSetTable = { name: 'log_streams', column: 'service' };

/** What a label set takes of a cache that counts words. */
const ITEMS_PER_SET = 40;
/** For so long an answer may still tell of streams that retention took away, ms. */
const MAX_AGE_MS = 60_000;

/**
 * Lookups of streams, with the answers kept until a stream is new to the tenant: dashboards ask for the same again and
 * again. Where others may write to the store (no `pending`) nothing is kept, and each lookup waits for what was acknowledged.
 */
export class StreamSets {
  readonly sets: LabelSets;
  private readonly texts: LabelTexts;
  private readonly shapes: StreamShapes;
  private readonly cache = new SelectionCache();

  /** `maxNamed`: as many streams are named in a query. */
  constructor(
    engine: Pick<Engine, 'query'>,
    topology: Topology,
    private readonly pending?: PendingLogs,
    maxNamed?: number,
  ) {
    this.sets = new LabelSets(engine, topology, STREAMS, maxNamed);
    this.texts = new LabelTexts(engine, topology, STREAMS);
    this.shapes = new StreamShapes(engine, topology, STREAMS);
  }

  find(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<readonly LabelSet[]> {
    const ask = (own: QueryLimits) => this.sets.find(tenant, matchers, days, own);
    return this.kept(tenant, ['find', tenant, matchers, days], limits, ask, (sets) => sets.length * ITEMS_PER_SET);
  }

  few(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange, limits: QueryLimits): Promise<FewLabelSets> {
    const ask = (own: QueryLimits) => this.sets.few(tenant, matchers, days, own);
    return this.kept(tenant, ['few', tenant, matchers, days], limits, ask, ({ sets }) => sets.length * ITEMS_PER_SET);
  }

  names(tenant: Tenant, matchers: readonly LabelMatcher[], days: DayRange, limits: QueryLimits): Promise<string[]> {
    const ask = (own: QueryLimits) => this.texts.names(tenant, matchers, days, own);
    return this.kept(tenant, ['names', tenant, matchers, days], limits, ask, (names) => names.length);
  }

  values(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    limits: QueryLimits,
  ): Promise<string[]> {
    const ask = (own: QueryLimits) => this.texts.values(tenant, label, matchers, days, own);
    return this.kept(tenant, ['values', tenant, label, matchers, days], limits, ask, (values) => values.length);
  }

  /** Of the labels `asked` whether all streams have them. */
  shape(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    asked: readonly string[],
    limits: QueryLimits,
  ): Promise<StreamShape> {
    const ask = (own: QueryLimits) => this.shapes.of(tenant, matchers, days, asked, own);
    return this.kept(tenant, ['shape', tenant, matchers, days, asked], limits, ask, ({ names }) => names.size);
  }

  /** As `StreamShapes.combinations`. */
  combinations(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    days: DayRange,
    names: readonly string[],
    most: number,
    limits: QueryLimits,
  ): Promise<readonly (readonly string[])[] | undefined> {
    return this.shapes.combinations(tenant, matchers, days, names, most, this.ownLimits(tenant, limits));
  }

  /** Limits of a query of entries behind a lookup of their streams, if it is to find all that was acknowledged. */
  unsettled(limits: QueryLimits): QueryLimits {
    return this.pending === undefined ? afterSettling(limits) : limits;
  }

  private kept<T extends object>(
    tenant: Tenant,
    key: readonly unknown[],
    limits: QueryLimits,
    ask: (limits: QueryLimits) => Promise<T>,
    itemsOf: (answer: T) => number,
  ): Promise<T> {
    const { pending } = this;
    if (pending === undefined) return ask(limits);
    const version = pending.streamsVersion(tenant);
    const age = Math.floor(performance.now() / MAX_AGE_MS);
    const own = this.ownLimits(tenant, limits);
    return this.cache.of([...key, limits.maxLabelSets, age], version, () => ask(own), itemsOf);
  }

  /** Of a lookup of streams: it waits where the tables may lack some that were acknowledged. */
  private ownLimits(tenant: Tenant, limits: QueryLimits): QueryLimits {
    return this.pending?.announces(tenant) === false ? afterSettling(limits) : limits;
  }
}
