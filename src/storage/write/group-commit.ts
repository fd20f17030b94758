import { type QuartetError, toQuartetError } from '../../model/errors.js';
import type { EncodedRows, TableLayout } from './table.js';

/** Inserts Native blocks into a table; durable when it resolves. */
export type InsertBlocks = (table: TableLayout, blocks: readonly Uint8Array[]) => Promise<void>;

export interface GroupCommitOptions {
  readonly insert: InsertBlocks;
  /** What a group waits for company while no flush is under way, ms. */
  readonly maxDelayMs: number;
  /** A group of so many bytes goes at once. */
  readonly eagerBytes: number;
  /** Bytes that one flush takes at most (a single bigger request goes alone). */
  readonly maxGroupBytes: number;
  readonly onFlush?: (flush: { requests: number; bytes: number; seconds: number; error?: QuartetError }) => void;
}

interface Pending {
  readonly rows: readonly EncodedRows[];
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: QuartetError) => void;
}

/**
 * One lane of the writer: the requests of one signal, stored in groups. A group is made while the flush before it runs,
 * and for at most `maxDelayMs` when none does, so that one sender of big bodies is never kept waiting and a thousand
 * small ones do not make a thousand parts.
 */
export class GroupCommit {
  private queue: Pending[] = [];
  private queuedBytes = 0;
  private flushing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: GroupCommitOptions) {}

  /** Bytes that wait or are being stored. */
  get bytes(): number {
    return this.queuedBytes;
  }

  /** `rows` in the order in which they must become visible: label sets before what refers to them. */
  add(rows: readonly EncodedRows[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const bytes = rows.reduce((sum, part) => sum + part.bytes, 0);
      this.queue.push({ rows, bytes, resolve, reject });
      this.queuedBytes += bytes;
      this.schedule();
    });
  }

  /** Stores what waits and resolves when nothing is left. */
  async drain(): Promise<void> {
    while (this.queue.length > 0 || this.flushing !== undefined) {
      if (this.flushing === undefined) this.flush();
      await this.flushing;
    }
  }

  private schedule(): void {
    if (this.flushing !== undefined || this.queue.length === 0) return;
    if (this.queuedBytes >= this.options.eagerBytes) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), this.options.maxDelayMs);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.flushing !== undefined || this.queue.length === 0) return;
    this.flushing = this.store(this.takeGroup()).finally(() => {
      this.flushing = undefined;
      this.schedule();
    });
  }

  private takeGroup(): Pending[] {
    let bytes = 0;
    let count = 0;
    while (count < this.queue.length) {
      bytes += this.queue[count]!.bytes;
      if (count > 0 && bytes > this.options.maxGroupBytes) break;
      count++;
    }
    return this.queue.splice(0, count);
  }

  private async store(group: readonly Pending[]): Promise<void> {
    const bytes = group.reduce((sum, { bytes }) => sum + bytes, 0);
    const started = performance.now();
    let failure: QuartetError | undefined;
    try {
      await this.insertAll(group);
      for (const { resolve } of group) resolve();
    } catch (error) {
      failure = toQuartetError(error);
      if (group.length === 1 || failure.code === 'unavailable') for (const { reject } of group) reject(failure);
      else await this.storeOneByOne(group);
    } finally {
      this.queuedBytes -= bytes;
    }
    const seconds = (performance.now() - started) / 1000;
    this.options.onFlush?.({
      requests: group.length,
      bytes,
      seconds,
      ...(failure === undefined ? {} : { error: failure }),
    });
  }

  /** The engine refused the group: each request is judged alone, so that one sender's rows never fail another's. */
  private async storeOneByOne(group: readonly Pending[]): Promise<void> {
    for (const pending of group) {
      try {
        await this.insertAll([pending]);
        pending.resolve();
      } catch (error) {
        pending.reject(toQuartetError(error));
      }
    }
  }

  private async insertAll(group: readonly Pending[]): Promise<void> {
    const byTable = new Map<TableLayout, Uint8Array[]>();
    for (const { rows } of group) {
      for (const { table, chunks } of rows) {
        const blocks = byTable.get(table);
        if (blocks === undefined) byTable.set(table, [...chunks]);
        else blocks.push(...chunks);
      }
    }
    const order = [...byTable.keys()].sort((a, b) => rank(group, a) - rank(group, b));
    for (const table of order) await this.options.insert(table, byTable.get(table)!);
  }
}

/** A table's place in the order of the requests that touch it. */
function rank(group: readonly Pending[], table: TableLayout): number {
  let latest = 0;
  for (const { rows } of group)
    latest = Math.max(
      latest,
      rows.findIndex((part) => part.table === table),
    );
  return latest;
}
