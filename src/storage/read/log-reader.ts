import { type Labels, labelsFrom } from '../../model/labels.js';
import { MS_PER_DAY } from '../../model/series.js';
import type { Tenant } from '../../model/tenant.js';
import type { Engine } from '../engine/engine.js';
import type { LabelMatcher, LogEntry, LogReader, LogSelection, QueryLimits, TimeRangeNs } from '../interface.js';
import type { Block } from '../native/block-reader.js';
import { MapColumn, WideColumn } from '../native/block-reader-columns.js';
import type { Topology } from '../schema/ddl.js';
import { type DayRange, type IdRange, LabelSets, MAX_BOUND_IDS } from './label-sets.js';
import { lineCondition } from './line-conditions.js';
import type { Condition } from './matchers.js';
import { afterSettling } from './settled-engine.js';
import { type LabelsOfStreams, StreamLabels } from './stream-labels.js';

const NS_PER_DAY = BigInt(MS_PER_DAY) * 1_000_000n;
/** Entries of the first page of a window; each further one is four times as large. */
const FIRST_PAGE = 1_000;
/**
 * ns of the first window of a search that ends at its limit: of busy streams a minute holds a screenful, and is read in
 * a few granules of each. Each further one is much longer: a part holds few granules of a stream, so that what lies around
 * a bound, which may be most of a part, is read twice.
 */
const FIRST_WINDOW = 60n * 1_000_000_000n;
const WINDOW_GROWTH = 64n;

const ANY: Condition = { sql: '1', params: {} };

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

  /** `also`: what the rows must meet beside. */
  async *scan(
    tenant: Tenant,
    selection: Parameters<LogReader['scan']>[1],
    limits: QueryLimits,
    also: Condition = ANY,
  ): AsyncGenerator<readonly LogEntry[]> {
    const { matchers, range, order } = selection;
    if (range.start >= range.end) return;
    const days = daysOf(range);
    const { sets, more } = await this.sets.few(tenant, matchers, days, limits);
    if (sets.length === 0) return;
    const further = afterSettling(limits);
    const known = new Map(sets.map((set) => [set.id, set.labels]));
    const ofKnown = this.sets.idCondition([...known.keys()], tenant, matchers, days);
    const rows = (window: TimeRangeNs, streams: Condition, tail: string) =>
      this.rows(tenant, selection, window, streams, also, tail, further);
    if (order !== 'by-stream') {
      const streams = more === undefined ? ofKnown : this.sets.idSubquery(tenant, matchers, days);
      const labels = more === undefined ? async () => known : new StreamLabels(this.sets, tenant, days, further).of;
      const read = (window: TimeRangeNs, tail: string) => rows(window, streams, tail);
      for (const window of windows(range, order)) yield* this.pages(window, order, read, labels);
    } else if (more === undefined) {
      yield* byStream(rows(range, ofKnown, BY_STREAM), known);
    } else {
      for (const part of idRanges(Math.ceil((more * 1.1) / MAX_BOUND_IDS))) {
        const ofPart = await this.sets.inRange(tenant, matchers, days, part, further);
        const labels = new Map(ofPart.map((set) => [set.id, set.labels]));
        const streams = { sql: 'id IN {ids:Array(UInt64)}', params: { ids: [...labels.keys()] } };
        yield* byStream(rows(range, streams, BY_STREAM), labels);
      }
    }
  }

  /** The entries of a window in order of time, more and more at once: ClickHouse keeps no more than a page while it sorts. */
  private async *pages(
    window: TimeRangeNs,
    order: 'forward' | 'backward',
    rows: (window: TimeRangeNs, tail: string) => AsyncIterable<Block>,
    labelsOf: LabelsOfStreams,
  ): AsyncGenerator<readonly LogEntry[]> {
    let rest = window;
    for (let take = FIRST_PAGE; ; take *= 4) {
      const page: LogEntry[] = [];
      const tail = `ORDER BY ts ${order === 'backward' ? 'DESC' : 'ASC'}, id LIMIT ${take}`;
      const blocks: Block[] = [];
      for await (const block of rows(rest, tail)) blocks.push(block);
      const labels = await labelsOf(blocks);
      for (const block of blocks) readEntries(block, labels, page);
      if (page.length < take) {
        if (page.length > 0) yield withoutRepeats(page);
        return;
      }
      // Of the last time there may be more: it belongs to the next page, unless the page has no other.
      const last = page.at(-1)!.ns;
      const whole = page.filter(({ ns }) => ns !== last);
      if (whole.length === 0) continue;
      yield withoutRepeats(whole);
      rest = order === 'backward' ? { start: rest.start, end: last + 1n } : { start: last, end: rest.end };
    }
  }

  private async *rows(
    tenant: Tenant,
    { lines }: LogSelection,
    window: TimeRangeNs,
    ids: Condition,
    also: Condition,
    tail: string,
    limits: QueryLimits,
  ): AsyncGenerator<Block> {
    const held = lineCondition(lines);
    const sql =
      `SELECT id, ts, line, level, trace_id, metadata FROM ${this.topology.database}.log_entries WHERE tenant = {tenant:String} ` +
      `AND ${ids.sql} AND ${held.sql} AND ${also.sql} ` +
      `AND ts >= fromUnixTimestamp64Nano({start:Int64}) AND ts < fromUnixTimestamp64Nano({end:Int64}) ${tail}`;
    const params = { ...ids.params, ...held.params, ...also.params, tenant, start: window.start, end: window.end };
    yield* this.engine.query(sql, params, limits);
  }
}

const BY_STREAM = 'ORDER BY tenant, id, ts';

/** Entries stream by stream. Those of a stream that are equal stand side by side, but a block may end between them. */
async function* byStream(
  blocks: AsyncIterable<Block>,
  labels: ReadonlyMap<bigint, Labels>,
): AsyncGenerator<readonly LogEntry[]> {
  let last: readonly LogEntry[] = [];
  for await (const block of blocks) {
    const batch: LogEntry[] = [];
    readEntries(block, labels, batch);
    if (batch.length === 0) continue;
    const distinct = withoutRepeats(batch, last);
    last = lastRun(batch);
    yield distinct;
  }
}

/** Cuts all ids into equal ranges. */
function* idRanges(count: number): Generator<IdRange> {
  const width = 2n ** 64n / BigInt(count);
  for (let i = 0; i < count; i++) {
    const from = BigInt(i) * width;
    yield { from, to: i === count - 1 ? undefined : from + width };
  }
}

const daysOf = ({ start, end }: TimeRangeNs): DayRange => ({
  first: Number(start / NS_PER_DAY),
  last: Number((end - 1n) / NS_PER_DAY),
});

/** Cuts a range into growing windows, from the end (`backward`) or from the start. */
function* windows(range: TimeRangeNs, direction: 'forward' | 'backward'): Generator<TimeRangeNs> {
  let { start, end } = range;
  for (let length = FIRST_WINDOW; start < end; length *= WINDOW_GROWTH) {
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

/**
 * A sender that repeats a push after a time-out may store an entry twice; it is still one. `before`: entries of the first
 * one's time that came earlier.
 */
function withoutRepeats(entries: readonly LogEntry[], before: readonly LogEntry[] = []): LogEntry[] {
  const distinct: LogEntry[] = [];
  let earlier = before;
  for (let start = 0, end = 0; start < entries.length; start = end, earlier = []) {
    const first = entries[start]!;
    while (end < entries.length && isSame(entries[end]!, first)) end++;
    const known = earlier[0] !== undefined && isSame(earlier[0], first) ? earlier : [];
    if (end - start === 1 && known.length === 0) {
      distinct.push(first);
      continue;
    }
    const seen = new Set(known.map(contentOf));
    for (const entry of entries.slice(start, end)) {
      const content = contentOf(entry);
      if (!seen.has(content)) distinct.push(entry);
      seen.add(content);
    }
  }
  return distinct;
}

/** Whether two entries are of one stream and time. The labels of a stream are one object. */
const isSame = (a: LogEntry, b: LogEntry): boolean => a.ns === b.ns && a.labels === b.labels;

const contentOf = ({ line, metadata }: LogEntry): string => JSON.stringify([line, metadata]);

/** The entries at the end of a batch that are of its last stream and time. */
function lastRun(batch: readonly LogEntry[]): readonly LogEntry[] {
  const last = batch.at(-1)!;
  let first = batch.length - 1;
  while (first > 0 && isSame(batch[first - 1]!, last)) first--;
  return batch.slice(first);
}
