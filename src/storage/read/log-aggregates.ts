import { MS_PER_DAY } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type {
  LogAggregates,
  LogAggregation,
  LogEntry,
  LogGroup,
  LogGroups,
  QueryLimits,
  TimeRangeNs,
} from '../interface.js';
import type { Topology } from '../schema/ddl.js';
import { groupKeys } from './group-keys.js';
import { GroupedEntries } from './grouped-entries.js';
import { type DayRange, type LabelSet, LabelSets, MAX_BOUND_IDS } from './label-sets.js';
import { lineCondition } from './line-conditions.js';
import type { StoredLogs } from './log-reader.js';
import type { Condition } from './matchers.js';
import { PendingEntries } from './pending-entries.js';
import type { PendingLogs } from './pending-logs.js';
import { repeatedEntries } from './repeated-entries.js';
import { afterSettling } from './settled-engine.js';
import { filteredStreams } from './stream-filters.js';
import { StreamSets } from './stream-sets.js';

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

/**
 * `LogAggregates` over the tables `log_streams` and `log_entries`. What `pending` has that is not there yet is in no group:
 * whoever asked counts it.
 */
export class StoredLogAggregates implements LogAggregates {
  private readonly sets: LabelSets;
  private readonly kept: StreamSets;
  private readonly table: string;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    private readonly logs: Pick<StoredLogs, 'scanStored'>,
    private readonly pending?: PendingLogs,
  ) {
    this.sets = new LabelSets(engine, topology, { name: 'log_streams', column: 'service' });
    this.kept = new StreamSets(this.sets, pending);
    this.table = `${topology.database}.log_entries`;
  }

  async aggregate(tenant: Tenant, aggregation: LogAggregation, limits: QueryLimits): Promise<LogGroups | undefined> {
    const { matchers, range, lines } = aggregation;
    if (range.start >= range.end) return NOTHING;
    const days = daysOf(range);
    const all = await this.kept.find(tenant, matchers, days, limits);
    const streams = filteredStreams(all, aggregation);
    if (streams === undefined) return undefined;
    const { sets, filters } = streams;
    if (sets.length === 0) return NOTHING;
    if (sets.length < all.length && sets.length > MAX_CHOSEN) return undefined;
    const keys = groupKeys(aggregation, sets, filters);
    if (keys === undefined) return undefined;
    const ids = this.sets.idCondition(
      sets.map(({ id }) => id),
      tenant,
      matchers,
      days,
    );
    const pending = this.pendingOf(tenant, aggregation, sets);
    const end = pending?.storedEnd ?? range.end;
    const rest = () => pending?.byStream() ?? [];
    if (range.start >= end)
      return {
        ...NOTHING,
        rest: async function* () {
          yield* rest();
        },
      };
    const also = pending?.notHere ?? ANY;
    const rows: Condition = {
      sql:
        `tenant = {tenant:String} AND ${ids.sql} AND ${also.sql} ` +
        'AND ts >= fromUnixTimestamp64Nano({start:Int64}) AND ts < fromUnixTimestamp64Nano({end:Int64})',
      params: { ...ids.params, ...also.params, tenant, start: range.start, end },
    };
    const further = afterSettling(limits);
    const first = pending === undefined ? this.kept.unsettled(limits) : further;
    const repeated = await repeatedEntries(this.engine, this.table, rows, first);
    const selection = joined(rows, lineCondition(lines));
    const grouped = new GroupedEntries(
      this.engine,
      { table: this.table, selection, repeated, keys, aggregation },
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
    const batches = sets.length > MAX_BOUND_IDS ? undefined : this.pending?.batches(tenant);
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
    yield* this.logs.scanStored(tenant, selection, limits, joined(not, also));
  }
}

/** As many streams can be named in a query of which the matchers alone say too much. */
const MAX_CHOSEN = 20_000;

const ANY: Condition = { sql: '1', params: {} };

const NOTHING: LogGroups = {
  async *groups(): AsyncGenerator<readonly LogGroup[]> {},
  async *rest(): AsyncGenerator<readonly LogEntry[]> {},
};

const joined = (a: Condition, b: Condition): Condition => ({
  sql: `${a.sql} AND ${b.sql}`,
  params: { ...a.params, ...b.params },
});

const daysOf = ({ start, end }: TimeRangeNs): DayRange => ({
  first: Number(start / NS_PER_DAY),
  last: Number((end - 1n) / NS_PER_DAY),
});
