import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { LogAggregates, LogAggregation, LogEntry, LogGroup, LogGroups, QueryLimits } from '../../interface.js';
import type { Topology } from '../../schema/ddl.js';
import type { LabelSet } from '../labels/label-sets.js';
import { type Condition, conditions } from '../labels/matchers.js';
import { afterSettling } from '../settled-engine.js';
import { ALWAYS, type ChosenStreams } from './chosen-streams.js';
import { daysOf, entriesIn } from './entry-range.js';
import { groupKeys } from './group-keys.js';
import { GroupedEntries } from './grouped-entries.js';
import { joinedStreams } from './joined-streams.js';
import { lineCondition } from './line-conditions.js';
import { entriesWorthPlanning, hasAtMost } from './line-extraction/planning-cost.js';
import type { StoredLogs } from './log-reader.js';
import { namedStreams } from './named-streams.js';
import { PendingEntries } from './pending-entries.js';
import type { PendingLogs } from './pending-logs.js';
import { repeatedEntries } from './repeated-entries.js';
import { filteredStreams } from './stream-filters.js';
import { StreamSets } from './stream-sets.js';

/**
 * `LogAggregates` over the tables `log_streams` and `log_entries`. What `pending` has that is not there yet is in no group:
 * whoever asked counts it.
 */
export class StoredLogAggregates implements LogAggregates {
  private readonly streams: StreamSets;
  private readonly table: string;

  /**
   * `maxNamed`: as many streams are named in a query. `weighsPlanning`: what costs less to evaluate than to plan is not
   * taken on.
   */
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    private readonly logs: Pick<StoredLogs, 'scanStored'>,
    private readonly pending?: PendingLogs,
    maxNamed?: number,
    private readonly weighsPlanning = false,
  ) {
    this.streams = new StreamSets(engine, topology, pending, maxNamed);
    this.table = `${topology.database}.log_entries`;
  }

  async aggregate(tenant: Tenant, aggregation: LogAggregation, limits: QueryLimits): Promise<LogGroups | undefined> {
    const { matchers, range, lines, by } = aggregation;
    if (range.start >= range.end) return NOTHING;
    const days = daysOf(range);
    const few = await this.streams.few(tenant, matchers, days, limits);
    let streams: ChosenStreams | undefined;
    /** Undefined where they are too many to be known one by one. */
    let sets: readonly LabelSet[] | undefined;
    if (few.more === undefined) {
      const filtered = filteredStreams(few.sets, aggregation);
      if (filtered === undefined) return undefined;
      if (filtered.sets.length === 0) return NOTHING;
      streams = namedStreams(filtered, by);
      ({ sets } = filtered);
    } else streams = await joinedStreams(this.streams, tenant, aggregation, days, limits);
    const keys = streams && groupKeys(aggregation, streams);
    if (streams === undefined || keys === undefined) return undefined;
    const pending = sets && this.pendingOf(tenant, aggregation, sets);
    const end = pending?.storedEnd ?? range.end;
    const rest = () => pending?.byStream() ?? [];
    if (range.start >= end)
      return {
        ...NOTHING,
        rest: async function* () {
          yield* rest();
        },
      };
    const also = pending?.notHere ?? ALWAYS;
    const rows = conditions(entriesIn(tenant, { start: range.start, end }), streams.where, also);
    const further = afterSettling(limits);
    let first = pending === undefined ? this.streams.unsettled(limits) : further;
    const fewEntries = this.weighsPlanning && sets !== undefined ? entriesWorthPlanning(keys) : 0;
    if (fewEntries > 0) {
      if (await hasAtMost(this.engine, this.table, rows, fewEntries, first)) return undefined;
      first = further;
    }
    const repeated = await repeatedEntries(this.engine, this.table, rows, first);
    const selection = conditions(rows, lineCondition(lines));
    const grouped = new GroupedEntries(
      this.engine,
      { table: this.table, streams, selection, repeated, keys, aggregation },
      further,
    );
    const unread = this.unread.bind(this);
    return {
      groups: () => grouped.read(),
      async *rest() {
        yield* unread(tenant, aggregation, grouped, also, further);
        yield* rest();
      },
    };
  }

  /** Undefined where the tables must have all entries first. */
  private pendingOf(
    tenant: Tenant,
    { range, lines }: LogAggregation,
    sets: readonly LabelSet[],
  ): PendingEntries | undefined {
    const batches = this.pending?.batches(tenant);
    const streams = batches && new Map(sets.map(({ id, labels }) => [id, labels]));
    return streams && PendingEntries.of(this.pending!, batches, streams, range, lines);
  }

  /** The entries of the tables that are not plain. `also`: what those meet that were counted. */
  private async *unread(
    tenant: Tenant,
    { matchers, lines }: LogAggregation,
    { unread, plain }: GroupedEntries,
    also: Condition,
    limits: QueryLimits,
  ): AsyncGenerator<readonly LogEntry[]> {
    if (unread === undefined) return;
    const not: Condition = { sql: `NOT (${plain.sql})`, params: plain.params };
    const selection = { matchers, range: unread, lines, order: 'by-stream' } as const;
    yield* this.logs.scanStored(tenant, selection, limits, conditions(not, also));
  }
}

const NOTHING: LogGroups = {
  async *groups(): AsyncGenerator<readonly LogGroup[]> {},
  async *rest(): AsyncGenerator<readonly LogEntry[]> {},
};
