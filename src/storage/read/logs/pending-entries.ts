import type { Labels } from '../../../model/labels.js';
import type { LineCondition, LogEntry, TimeRangeNs } from '../../interface.js';
import type { Condition } from '../labels/matchers.js';
import { BatchRows } from './batch-rows.js';
import { withoutRepeats } from './distinct-entries.js';
import { lineJudge } from './line-judge.js';
import type { PendingLogBatch, PendingLogs, PendingRun } from './pending-logs.js';

/** Beyond so many rows in memory it is cheaper to insert them, which has to be done anyway. */
const MAX_ROWS = 10_000;
/** Entries that are made at a time. */
const CHUNK = 1_000;

interface Row {
  readonly batch: PendingLogBatch;
  readonly row: number;
  readonly id: bigint;
  readonly ns: bigint;
}

/**
 * The entries of some streams that are not in the tables yet, as they were when this was made. Of each of these streams it
 * has everything from some time on, so that the tables need be asked only for what lies before.
 */
export class PendingEntries {
  private constructor(
    private readonly labels: ReadonlyMap<bigint, Labels>,
    /** Oldest first; those of one time by stream. */
    private readonly rows: Row[],
    /** ns from which on all entries of a stream are here. */
    private readonly from: ReadonlyMap<bigint, bigint>,
    /** The tables hold nothing of these streams from here on that is not here, ns. */
    readonly storedEnd: bigint,
  ) {}

  /**
   * Undefined where the tables must have the entries first: one of them may be there already, or they are too many.
   * `streams`: the labels of the streams, by id.
   */
  static of(
    pending: PendingLogs,
    batches: readonly PendingLogBatch[],
    streams: ReadonlyMap<bigint, Labels>,
    range: TimeRangeNs,
    lines: readonly LineCondition[],
  ): PendingEntries | undefined {
    const from = new Map<bigint, bigint>();
    const found: { readonly batch: PendingLogBatch; readonly run: PendingRun }[] = [];
    let count = 0;
    for (const batch of batches) {
      for (const run of batch.runs) {
        if (!streams.has(run.id)) continue;
        const known = from.get(run.id);
        if (run.fresh !== undefined && known === undefined) from.set(run.id, run.fresh);
        if (run.newest < range.start || run.oldest >= range.end) continue;
        found.push({ batch, run });
        count += run.end - run.start;
      }
    }
    if (count > MAX_ROWS) return undefined;
    // A late entry is no repetition of one in the tables if it is newer than all that these can hold.
    const isHere = ({ late, id }: PendingRun): boolean => late === undefined || late >= (from.get(id) ?? late + 1n);
    if (!found.every(({ run }) => isHere(run))) return undefined;
    const ends = [...streams.keys()].map((id) => from.get(id) ?? pending.newestOf(id) + 1n);
    const storedEnd = ends.reduce(later, range.start);
    const judge = lines.length === 0 ? undefined : lineJudge(lines);
    const readings = new Map(batches.map((batch) => [batch, new BatchRows(batch.logs)]));
    const rows = found.flatMap(({ batch, run }) => rowsOf(batch, readings.get(batch)!, run, range, judge));
    rows.sort(byTime);
    return new PendingEntries(streams, rows, from, earlier(storedEnd, range.end));
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  /** Of rows of these streams in the tables: that they are none of these entries. */
  get notHere(): Condition {
    if (this.from.size === 0) return { sql: '1', params: {} };
    const before = [...this.from.values()];
    return {
      sql:
        '(ts < fromUnixTimestamp64Nano({pendingFrom:Int64}) OR ' +
        'toUnixTimestamp64Nano(ts) < transform(id, {pendingIds:Array(UInt64)}, {pendingFroms:Array(Int64)}, 9223372036854775807))',
      params: {
        pendingFrom: before.reduce(earlier),
        pendingIds: [...this.from.keys()],
        pendingFroms: before,
      },
    };
  }

  /** Takes out those from `start` on, newest first. */
  *newestFrom(start: bigint): Generator<LogEntry[]> {
    while (this.rows.length > 0 && this.rows.at(-1)!.ns >= start) {
      let first = Math.max(0, this.rows.length - CHUNK);
      // Entries of one time go together.
      while (first > 0 && this.rows[first - 1]!.ns === this.rows[first]!.ns) first--;
      while (this.rows[first]!.ns < start) first++;
      yield this.entries(this.rows.splice(first).sort(newestFirst));
    }
  }

  /** Takes out those before `end`, oldest first. */
  *oldestBefore(end: bigint): Generator<LogEntry[]> {
    while (this.rows.length > 0 && this.rows[0]!.ns < end) {
      let count = Math.min(CHUNK, this.rows.length);
      while (count < this.rows.length && this.rows[count]!.ns === this.rows[count - 1]!.ns) count++;
      while (this.rows[count - 1]!.ns >= end) count--;
      yield this.entries(this.rows.splice(0, count));
    }
  }

  /** Those of each stream, oldest first. */
  *byStream(): Generator<LogEntry[]> {
    const rows = this.rows.splice(0).sort((a, b) => compare(a.id, b.id) || compare(a.ns, b.ns));
    for (let start = 0, end = 0; start < rows.length; start = end) {
      end = Math.min(start + CHUNK, rows.length);
      while (end < rows.length && rows[end]!.id === rows[end - 1]!.id && rows[end]!.ns === rows[end - 1]!.ns) end++;
      yield this.entries(rows.slice(start, end));
    }
  }

  /** In the order of the rows. */
  private entries(rows: readonly Row[]): LogEntry[] {
    const made = new Map<Row, LogEntry>();
    const byBatch = new Map<PendingLogBatch, Row[]>();
    for (const row of rows) {
      const others = byBatch.get(row.batch);
      if (others === undefined) byBatch.set(row.batch, [row]);
      else others.push(row);
    }
    for (const [{ logs }, ofBatch] of byBatch) {
      const reading = new BatchRows(logs);
      for (const row of ofBatch.toSorted((a, b) => a.row - b.row)) {
        reading.seek(row.row);
        made.set(row, { ...reading.entry(), labels: this.labels.get(row.id)! });
      }
    }
    return withoutRepeats(rows.map((row) => made.get(row)!));
  }
}

function rowsOf(
  batch: PendingLogBatch,
  reading: BatchRows,
  { id, start, end }: PendingRun,
  range: TimeRangeNs,
  judge: ((line: Buffer) => boolean) | undefined,
): Row[] {
  const rows: Row[] = [];
  for (let row = start; row < end; row++) {
    reading.seek(row);
    const { ns } = reading;
    if (ns < range.start || ns >= range.end) continue;
    if (judge === undefined || judge(reading.lineBytes)) rows.push({ batch, row, id, ns });
  }
  return rows;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

const earlier = (a: bigint, b: bigint): bigint => (compare(a, b) < 0 ? a : b);

const later = (a: bigint, b: bigint): bigint => (compare(a, b) < 0 ? b : a);

const newestFirst = (a: Row, b: Row): number => compare(b.ns, a.ns) || compare(a.id, b.id);

const byTime = (a: Row, b: Row): number => compare(a.ns, b.ns) || compare(a.id, b.id);
