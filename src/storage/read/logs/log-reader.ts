import { type Labels, labelsFrom } from '../../../model/labels.js';
import type { Tenant } from '../../../model/tenant.js';
import type { Engine } from '../../engine/engine.js';
import type { LabelMatcher, LogEntry, LogReader, LogSelection, QueryLimits, TimeRangeNs } from '../../interface.js';
import type { Block } from '../../native/block-reader.js';
import { MapColumn, WideColumn } from '../../native/block-reader-columns.js';
import type { Topology } from '../../schema/ddl.js';
import { type IdRange, idCondition } from '../labels/label-set-condition.js';
import { type FewLabelSets, isNone, MAX_BOUND_IDS, ON_ITS_SHARD } from '../labels/label-sets.js';
import { type Condition, conditions } from '../labels/matchers.js';
import { afterSettling } from '../settled-engine.js';
import { ALWAYS, NO_JOIN, type StreamGroups } from './chosen-streams.js';
import { lastRun, withoutRepeats } from './distinct-entries.js';
import { daysOf, entriesIn } from './entry-range.js';
import { lineCondition } from './line-conditions.js';
import { mergedEntries } from './merged-entries.js';
import { PendingEntries } from './pending-entries.js';
import type { PendingLogs } from './pending-logs.js';
import { type LabelsOfStreams, StreamLabels } from './stream-labels.js';
import { StreamSets } from './stream-sets.js';

/** Entries of the first page of a window; each further one is four times as large. */
const FIRST_PAGE = 1_000;
/**
 * ns of the first window of a search that ends at its limit: of busy streams a minute holds a screenful, and is read in
 * a few granules of each. Each further one is much longer: a part holds few granules of a stream, so that what lies around
 * a bound, which may be most of a part, is read twice.
 */
const FIRST_WINDOW = 60n * 1_000_000_000n;
const WINDOW_GROWTH = 64n;

type OrderedSelection = Parameters<LogReader['scan']>[1];
/** What narrows a query of entries to some streams. */
type StreamSelection = Pick<StreamGroups, 'join' | 'where'>;

/** `LogReader` over the tables `log_streams` and `log_entries`, and over what `pending` has that is not there yet. */
export class StoredLogs implements LogReader {
  private readonly kept: StreamSets;

  /** `maxNamed`: as many streams are named in a query. */
  constructor(
    private readonly engine: Pick<Engine, 'query'>,
    private readonly topology: Topology,
    private readonly pending?: PendingLogs,
    private readonly maxNamed = MAX_BOUND_IDS,
  ) {
    this.kept = new StreamSets(engine, topology, pending, maxNamed);
  }

  async streams(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<Labels[]> {
    return (await this.kept.find(tenant, matchers, daysOf(range), limits)).map(({ labels }) => labels);
  }

  labelNames(
    tenant: Tenant,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.kept.names(tenant, matchers, daysOf(range), limits);
  }

  labelValues(
    tenant: Tenant,
    label: string,
    matchers: readonly LabelMatcher[],
    range: TimeRangeNs,
    limits: QueryLimits,
  ): Promise<string[]> {
    return this.kept.values(tenant, label, matchers, daysOf(range), limits);
  }

  async *scan(
    tenant: Tenant,
    selection: OrderedSelection,
    limits: QueryLimits,
    also?: Condition,
  ): AsyncGenerator<readonly LogEntry[]> {
    const { matchers, range, order, lines } = selection;
    if (range.start >= range.end) return;
    const streams = await this.kept.few(tenant, matchers, daysOf(range), limits);
    if (isNone(streams)) return;
    const known = labelsOf(streams);
    const batches = also === undefined && streams.more === undefined ? this.pending?.batches(tenant) : undefined;
    const pending = batches && PendingEntries.of(this.pending!, batches, known, range, lines);
    if (pending === undefined) {
      yield* this.stored(tenant, selection, streams, this.kept.unsettled(limits), also ?? ALWAYS);
      return;
    }
    const before = { ...selection, range: { start: range.start, end: pending.storedEnd } };
    const settled = afterSettling(limits);
    if (order === 'by-stream') {
      yield* this.stored(tenant, before, streams, settled, pending.notHere);
      yield* pending.byStream();
      return;
    }
    if (order === 'backward') yield* pending.newestFrom(pending.storedEnd);
    yield* mergedEntries(this.stored(tenant, before, streams, settled, ALWAYS), pending, order, known);
  }

  /** The entries of the tables that meet `also`. */
  async *scanStored(
    tenant: Tenant,
    selection: OrderedSelection,
    limits: QueryLimits,
    also: Condition,
  ): AsyncGenerator<readonly LogEntry[]> {
    const streams = await this.kept.few(tenant, selection.matchers, daysOf(selection.range), limits);
    yield* this.stored(tenant, selection, streams, limits, also);
  }

  private async *stored(
    tenant: Tenant,
    selection: OrderedSelection,
    streams: FewLabelSets,
    limits: QueryLimits,
    also: Condition,
  ): AsyncGenerator<readonly LogEntry[]> {
    const { matchers, range, order } = selection;
    if (range.start >= range.end || isNone(streams)) return;
    const days = daysOf(range);
    const { more } = streams;
    const { sets } = this.kept;
    const known = labelsOf(streams);
    const named: StreamSelection = { join: NO_JOIN, where: idCondition([...known.keys()]) };
    const further = afterSettling(limits);
    let first: QueryLimits | undefined = limits;
    const rows = (window: TimeRangeNs, chosen: StreamSelection, tail: string) => {
      const own = first ?? further;
      first = undefined;
      return this.rows(tenant, selection, window, chosen, also, tail, own);
    };
    if (order !== 'by-stream') {
      const chosen = more === undefined ? named : { join: sets.join(tenant, matchers, days), where: ALWAYS };
      const labels = more === undefined ? async () => known : new StreamLabels(sets, tenant, days, further).of;
      const read = (window: TimeRangeNs, tail: string) => rows(window, chosen, tail);
      for (const window of windows(range, order)) yield* this.pages(window, order, read, labels);
    } else if (more === undefined) {
      yield* byStream(rows(range, named, BY_STREAM), known);
    } else {
      for (const part of idRanges(Math.ceil((more * 1.1) / this.maxNamed))) {
        // Named, and not joined: the rows of a join would have to be sorted.
        const labels = labelsOf({ sets: await sets.inRange(tenant, matchers, days, part, further) });
        const chosen = { join: NO_JOIN, where: idCondition([...labels.keys()]) };
        yield* byStream(rows(range, chosen, BY_STREAM), labels);
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
    { join, where }: StreamSelection,
    also: Condition,
    tail: string,
    limits: QueryLimits,
  ): AsyncGenerator<Block> {
    const held = conditions(entriesIn(tenant, window), where, lineCondition(lines), also);
    const sql =
      `SELECT id, ts, line, level, trace_id, metadata FROM ${this.topology.database}.log_entries${join.sql} ` +
      `WHERE ${held.sql} ${tail}${ON_ITS_SHARD}`;
    yield* this.engine.query(sql, { ...join.params, ...held.params }, limits);
  }
}

const labelsOf = ({ sets }: Pick<FewLabelSets, 'sets'>): ReadonlyMap<bigint, Labels> =>
  new Map(sets.map(({ id, labels }) => [id, labels]));

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
