import type { Tenant } from '../../model/tenant.js';
import type { LogReader, QueryLimits } from '../../storage/interface.js';
import type { AnsweredEntry } from '../answer.js';
import { lineConditions } from '../eval/line-conditions.js';
import { stageOrder } from '../eval/stage-order.js';
import { sameEntryKey } from './same-entry.js';
import type { TailQuery } from './tail-query.js';
import type { TailListener, TailSource, TailSubscription } from './tail-source.js';

const NS_PER_MS = 1_000_000n;

export interface StorePollOptions {
  readonly reader: Pick<LogReader, 'scan'>;
  readonly limits: Omit<QueryLimits, 'signal'>;
  readonly now: () => number;
  /** Between two reads, ms. */
  readonly intervalMs?: number;
  /** How long after its time an entry may come and is still found, ms. */
  readonly latenessMs?: number;
  /** How far in the future entries may lie, ms. */
  readonly futureMs?: number;
  /** Entries that one read takes; where there are more the next one goes on behind them. */
  readonly maxEntries?: number;
  /** Told why a read failed; the next one is tried all the same. */
  readonly onError: (error: unknown) => void;
}

/**
 * Follows queries by reading the store again and again, for stores that others write to as well. Entries that come later
 * than `latenessMs` behind their time are not found.
 */
export class StorePoll implements TailSource {
  constructor(private readonly options: StorePollOptions) {}

  subscribe(tenant: Tenant, query: TailQuery, listener: TailListener): TailSubscription {
    const gone = new AbortController();
    const polling = new Polling(this.options, tenant, query, listener, gone.signal);
    void polling.run();
    return {
      // What a read of now has, the next read of ours may have too.
      get overlap() {
        return polling.turn + 1;
      },
      end: () => gone.abort(),
    };
  }
}

class Polling {
  turn = 0;
  /** Times of the entries that were seen, by what tells them apart. */
  private seen = new Map<string, bigint>();
  private start: bigint;

  constructor(
    private readonly options: StorePollOptions,
    private readonly tenant: Tenant,
    private readonly query: TailQuery,
    private readonly listener: TailListener,
    private readonly signal: AbortSignal,
  ) {
    this.start = this.earliest();
  }

  async run(): Promise<void> {
    // What the first read finds was there before.
    for (let isFirst = true; !this.signal.aborted; isFirst = false) {
      try {
        this.turn++;
        await this.read(isFirst ? undefined : (entry) => this.listener.entry(entry, this.turn));
      } catch (error) {
        if (!this.signal.aborted) this.options.onError(error);
      }
      await this.pause();
    }
  }

  private async read(tell: ((entry: AnsweredEntry) => void) | undefined): Promise<void> {
    const { reader, limits, now, futureMs = 600_000, maxEntries = 50_000 } = this.options;
    const { matchers, stages } = this.query.expression;
    const range = { start: this.start, end: BigInt(now() + futureMs) * NS_PER_MS };
    const selection = { matchers, range, lines: lineConditions(stageOrder(stages)), order: 'forward' } as const;
    let next = this.earliest();
    let count = 0;
    for await (const batch of reader.scan(this.tenant, selection, { ...limits, signal: this.signal })) {
      for (const stored of batch) {
        const key = sameEntryKey(stored);
        if (this.seen.has(key)) continue;
        this.seen.set(key, stored.ns);
        const entry = this.query.run(stored);
        if (entry !== undefined) tell?.(entry);
      }
      count += batch.length;
      if (count < maxEntries) continue;
      const last = batch.at(-1)!.ns;
      if (last > next) next = last;
      break;
    }
    this.start = next;
    for (const [key, ns] of this.seen) if (ns < next) this.seen.delete(key);
  }

  /** The time of the oldest entries that are still looked for. */
  private earliest(): bigint {
    return BigInt(this.options.now() - (this.options.latenessMs ?? 30_000)) * NS_PER_MS;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, this.options.intervalMs ?? 1_000);
      this.signal.addEventListener('abort', done);
      if (this.signal.aborted) done();
    });
  }
}
