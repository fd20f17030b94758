import { type QuartetError, toQuartetError } from '../../model/errors.js';
import { type InsertBlocks, insertRows, type OnRefused } from './insert-rows.js';
import type { Journal, JournalSegment } from './journal.js';
import type { EncodedRows } from './table.js';

export interface LaneOptions {
  readonly name: string;
  readonly journal: Pick<Journal, 'begin'>;
  readonly insert: InsertBlocks;
  /** Bytes of acknowledged rows that are inserted at once … */
  readonly insertBytes: number;
  /** … or the age that the oldest of them may reach, ms. */
  readonly maxAgeMs: number;
  /** What is waited after the engine was away before it is tried again, ms. */
  readonly retryMs: number;
  readonly onInsert?: (group: { requests: number; bytes: number; seconds: number; error?: QuartetError }) => void;
  readonly onRefused: OnRefused;
}

interface Request<T> {
  readonly rows: readonly EncodedRows[];
  readonly bytes: number;
  readonly item: T | undefined;
  readonly resolve: () => void;
  readonly reject: (error: QuartetError) => void;
}

/** Acknowledged requests that are inserted together, and the segment of the journal that holds them until then. */
interface Group<T> {
  readonly segment: JournalSegment;
  readonly requests: Pick<Request<T>, 'rows' | 'bytes' | 'item'>[];
  bytes: number;
  /** Readers that wait for it to be inserted; told the error when that fails for now. */
  waiting: ((error?: QuartetError) => void)[];
}

/**
 * The requests of one signal on their way to the tables. A request is appended to the journal, together with those that
 * came while the last append was under way, and acknowledged when that is synced. Acknowledged requests are inserted in
 * groups, in the order in which they came, when there are `insertBytes` of them, when the oldest is `maxAgeMs` old, or when
 * a reader asks (`settle`). `T`: what readers are told of requests that wait.
 */
export class Lane<T = never> {
  private queue: Request<T>[] = [];
  private open: Group<T> | undefined;
  private readonly sealed: Group<T>[] = [];
  private appending: Promise<void> | undefined;
  private inserting: Promise<void> | undefined;
  private ageTimer: NodeJS.Timeout | undefined;
  /** Called when the open group is sealed, which cannot be while it is being appended to. */
  private sealWanted: (() => void)[] = [];
  private waitingBytes = 0;
  /** Why the last insert failed, while the engine is away. */
  failure: QuartetError | undefined;

  constructor(private readonly options: LaneOptions) {}

  /** Bytes of rows that are not in their tables yet. */
  get bytes(): number {
    return this.waitingBytes;
  }

  /** Resolves when the rows are in the journal; rejects with `unavailable` when it cannot be written. */
  add(rows: readonly EncodedRows[], item?: T): Promise<void> {
    return new Promise((resolve, reject) => {
      const bytes = rows.reduce((sum, part) => sum + part.bytes, 0);
      this.waitingBytes += bytes;
      this.queue.push({ rows, bytes, item, resolve, reject });
      this.appending ??= this.appendQueue().finally(() => {
        this.appending = undefined;
      });
    });
  }

  /** The items of the requests that were acknowledged and are not known to be in their tables, in the order of the inserts. */
  waiting(): T[] {
    const groups = this.open === undefined ? this.sealed : [...this.sealed, this.open];
    return groups.flatMap(({ requests }) => requests.flatMap(({ item }) => (item === undefined ? [] : [item])));
  }

  /** Resolves when everything that was acknowledged before the call is in its tables; rejects while the engine is away. */
  async settle(): Promise<void> {
    if (this.open !== undefined) await this.seal();
    const last = this.sealed.at(-1);
    if (last === undefined) return;
    if (this.failure !== undefined) throw this.failure;
    await new Promise<void>((resolve, reject) => {
      last.waiting.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  }

  /** Appends and inserts what waits; resolves when nothing is left, or the engine is away and the journal keeps the rest. */
  async drain(): Promise<void> {
    while (this.appending !== undefined) await this.appending;
    await this.settle().catch(() => undefined);
  }

  private async appendQueue(): Promise<void> {
    // What is added in this very turn goes with it.
    await undefined;
    while (this.queue.length > 0) {
      const requests = this.queue;
      this.queue = [];
      try {
        this.open ??= {
          segment: await this.options.journal.begin(this.options.name),
          requests: [],
          bytes: 0,
          waiting: [],
        };
        await this.open.segment.append(requests.flatMap(({ rows }) => rows));
      } catch (error) {
        this.refuse(requests, toQuartetError(error));
        continue;
      }
      for (const { rows, bytes, item, resolve } of requests) {
        this.open.requests.push({ rows, bytes, item });
        this.open.bytes += bytes;
        resolve();
      }
      this.ageTimer ??= setTimeout(() => this.seal(), this.options.maxAgeMs);
      if (this.sealWanted.length > 0 || this.open.bytes >= this.options.insertBytes) this.sealNow();
    }
  }

  private refuse(requests: readonly Request<T>[], error: QuartetError): void {
    // The segment ends in the middle of a record; what it holds before stands, and the next append begins another.
    this.sealNow();
    for (const { bytes, reject } of requests) {
      this.waitingBytes -= bytes;
      reject(error);
    }
  }

  private seal(): Promise<void> {
    return new Promise((resolve) => {
      this.sealWanted.push(resolve);
      if (this.appending === undefined) this.sealNow();
    });
  }

  private sealNow(): void {
    clearTimeout(this.ageTimer);
    this.ageTimer = undefined;
    if (this.open !== undefined) {
      this.sealed.push(this.open);
      this.open = undefined;
      this.insertLater();
    }
    for (const sealed of this.sealWanted.splice(0)) sealed();
  }

  private insertLater(): void {
    this.inserting ??= this.insertSealed().finally(() => {
      this.inserting = undefined;
      if (this.sealed.length > 0 && this.failure === undefined) this.insertLater();
    });
  }

  private async insertSealed(): Promise<void> {
    for (let group = this.sealed[0]; group !== undefined; group = this.sealed[0]) {
      const started = performance.now();
      const error = await this.insertGroup(group);
      const seconds = (performance.now() - started) / 1000;
      this.failure = error;
      const { requests, bytes } = group;
      this.options.onInsert?.({ requests: requests.length, bytes, seconds, ...(error === undefined ? {} : { error }) });
      if (error === undefined) {
        this.sealed.shift();
        this.waitingBytes -= bytes;
        // What cannot be removed is inserted again at the next start, and recognised by its token.
        await group.segment.remove().catch(() => undefined);
      }
      for (const tell of group.waiting.splice(0)) tell(error);
      if (error === undefined) continue;
      setTimeout(() => this.insertLater(), this.options.retryMs).unref();
      return;
    }
  }

  /** The error that makes it necessary to try again, or undefined when the group is done with. */
  private async insertGroup({ segment, requests }: Group<T>): Promise<QuartetError | undefined> {
    const { insert, onRefused } = this.options;
    try {
      await insertRows(
        requests.flatMap(({ rows }) => rows),
        segment.name,
        insert,
        onRefused,
      );
      return undefined;
    } catch (error) {
      return toQuartetError(error);
    }
  }
}
