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
import { type DayRange, LabelSets } from './label-sets.js';
import { lineCondition } from './line-conditions.js';
import type { StoredLogs } from './log-reader.js';
import type { Condition } from './matchers.js';
import { repeatedEntries } from './repeated-entries.js';
import { afterSettling } from './settled-engine.js';
import { filteredStreams } from './stream-filters.js';

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;

/** `LogAggregates` over the tables `log_streams` and `log_entries`. */
export class StoredLogAggregates implements LogAggregates {
  private readonly sets: LabelSets;
  private readonly table: string;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    topology: Topology,
    private readonly logs: Pick<StoredLogs, 'scan'>,
  ) {
    this.sets = new LabelSets(engine, topology, { name: 'log_streams', column: 'service' });
    this.table = `${topology.database}.log_entries`;
  }

  async aggregate(tenant: Tenant, aggregation: LogAggregation, limits: QueryLimits): Promise<LogGroups | undefined> {
    const { matchers, range, lines } = aggregation;
    if (range.start >= range.end) return NOTHING;
    const days = daysOf(range);
    const all = await this.sets.find(tenant, matchers, days, limits);
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
    const rows: Condition = {
      sql:
        `tenant = {tenant:String} AND ${ids.sql} ` +
        'AND ts >= fromUnixTimestamp64Nano({start:Int64}) AND ts < fromUnixTimestamp64Nano({end:Int64})',
      params: { ...ids.params, tenant, start: range.start, end: range.end },
    };
    const further = afterSettling(limits);
    const repeated = await repeatedEntries(this.engine, this.table, rows, further);
    const selection = joined(rows, lineCondition(lines));
    const grouped = new GroupedEntries(
      this.engine,
      { table: this.table, selection, repeated, keys, aggregation },
      further,
    );
    return {
      groups: () => grouped.read(),
      rest: () => this.rest(tenant, aggregation, grouped, limits),
    };
  }

  private async *rest(
    tenant: Tenant,
    { matchers, lines }: LogAggregation,
    { unread, plain }: GroupedEntries,
    limits: QueryLimits,
  ): AsyncGenerator<readonly LogEntry[]> {
    if (unread === undefined) return;
    const not: Condition = { sql: `NOT (${plain.sql})`, params: plain.params };
    yield* this.logs.scan(tenant, { matchers, range: unread, lines, order: 'by-stream' }, limits, not);
  }
}

/** As many streams can be named in a query of which the matchers alone say too much. */
const MAX_CHOSEN = 20_000;

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
