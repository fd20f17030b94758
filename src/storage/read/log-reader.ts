import { type Labels, labelsFrom } from '../../model/labels.js';
import { MS_PER_DAY } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { LabelMatcher, LogEntry, LogReader, QueryLimits, TimeRangeNs } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import { MapColumn, WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import { type DayRange, LabelSets } from './label-sets.js';

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;
/** The first window of a search that ends at its limit; each further one is four times as long. */
const FIRST_WINDOW = 15n * 60n * 1_000_000_000n;

/** `LogReader` over the tables `log_streams` and `log_entries`. */
export class StoredLogs implements LogReader {
  private readonly sets: LabelSets;

  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
  ) {
    this.sets = new LabelSets(engine, topology, { name: 'log_streams', column: 'service' });
  }

  async streams(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<Labels[]> {
    return (await this.sets.find(tenant, matchers, daysOf(range), limits)).map(({ labels }) => labels);
  }

  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.sets.names(tenant, matchers, daysOf(range), limits);
  }

  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.sets.values(tenant, label, matchers, daysOf(range), limits);
  }

  async entries(tenant: Tenant, query: Parameters<LogReader['entries']>[1], limits: QueryLimits): Promise<LogEntry[]> {
    const { matchers, range, limit, direction } = query;
    const sets = await this.sets.find(tenant, matchers, daysOf(range), limits);
    if (sets.length === 0 || limit === 0) return [];
    const labels = new Map(sets.map((set) => [set.id, set.labels]));
    const found: LogEntry[] = [];
    for (const window of windows(range, direction)) {
      const wanted = limit - found.length;
      for (let take = wanted; ; take *= 2) {
        const rows = await this.page(tenant, query, window, take, labels, limits);
        const distinct = withoutRepeats(rows).slice(0, wanted);
        // Rows that were stored twice took the place of others: ask for more.
        if (rows.length === take && distinct.length < wanted) continue;
        found.push(...distinct);
        break;
      }
      if (found.length >= limit) break;
    }
    return found;
  }

  private async page(
    tenant: Tenant,
    query: Parameters<LogReader['entries']>[1],
    window: TimeRangeNs,
    limit: number,
    labels: ReadonlyMap<bigint, Labels>,
    limits: QueryLimits,
  ): Promise<LogEntry[]> {
    const ids = this.sets.idCondition([...labels.keys()], tenant, query.matchers, daysOf(query.range));
    const order = query.direction === 'backward' ? 'DESC' : 'ASC';
    const sql =
      `SELECT id, ts, line, level, trace_id, metadata FROM ${this.topology.database}.log_entries WHERE tenant = {tenant:String} ` +
      `AND ${ids.sql} ` +
      'AND ts >= fromUnixTimestamp64Nano({start:Int64}) AND ts < fromUnixTimestamp64Nano({end:Int64}) ' +
      `ORDER BY ts ${order}, id LIMIT {limit:UInt64}`;
    const params = {
      ...ids.params,
      tenant,
      start: window.start,
      end: window.end,
      limit,
    };
    const entries: LogEntry[] = [];
    for await (const block of this.engine.query(sql, params, limits)) readEntries(block, labels, entries);
    return entries;
  }
}

const daysOf = ({ start, end }: TimeRangeNs): DayRange => ({
  first: Number(start / NS_PER_DAY),
  last: Number((end - 1n) / NS_PER_DAY),
});

/** Cuts a range into growing windows, from the end (`backward`) or from the start. */
function* windows(range: TimeRangeNs, direction: 'forward' | 'backward'): Generator<TimeRangeNs> {
  let { start, end } = range;
  for (let length = FIRST_WINDOW; start < end; length *= 4n) {
    if (end - start <= length) {
      yield { start, end };
      return;
    }
    if (direction === 'backward') {
      yield { start: end - length, end };
      end -= length;
    } else {
      yield { start, end: start + length };
      start += length;
    }
  }
}

function readEntries(block: Block, labels: ReadonlyMap<bigint, Labels>, into: LogEntry[]): void {
  const ids = block.as('id', WideColumn);
  const ts = block.as('ts', WideColumn);
  const line = block.column('line');
  const level = block.column('level');
  const traceId = block.column('trace_id');
  const metadata = block.as('metadata', MapColumn);
  for (let row = 0; row < block.rows; row++) {
    const set = labels.get(ids.value(row));
    if (set === undefined) continue;
    const pairs: [string, string][] = [];
    for (let i = metadata.start(row); i < metadata.end(row); i++)
      pairs.push([metadata.keys.text(i), metadata.values.text(i)]);
    pairs.push(['detected_level', level.text(row)], ['trace_id', traceId.text(row)]);
    into.push({ labels: set, ns: ts.value(row), line: line.text(row), metadata: labelsFrom(pairs) });
  }
}

/** A sender that repeats a push after a time-out may store an entry twice; it is still one. */
function withoutRepeats(entries: readonly LogEntry[]): LogEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ labels, ns, line, metadata }) => {
    const key = JSON.stringify([labels, String(ns), line, metadata]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
