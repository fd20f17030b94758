import { type EncodedEntry, sizeOf } from './encoded-entry.js';
import { type DroppedEntry, frame } from './frame.js';

/** Of one frame. */
const MAX_ENTRIES = 1_000;
const MAX_CHARACTERS = 256 << 10;
/** Dropped entries that are remembered until the client is told. */
const MAX_DROPPED = 10_000;

export interface TailBufferOptions {
  /** Characters of entries that may wait for the client. */
  readonly maxSize: () => number;
  /** How long an entry waits for those that come after it but are older, ms. */
  readonly holdMs: number;
  readonly categorize: boolean;
}

/**
 * Entries on their way to one client, in order of time as far as they come within `holdMs`. What does not fit is dropped,
 * the oldest first, and the client is told; of very many drops it is told the latest.
 */
export class TailBuffer {
  /** In the order they came. */
  private held: { readonly entry: EncodedEntry; readonly since: number }[] = [];
  /** In the order they go. */
  private ready: EncodedEntry[] = [];
  private dropped: DroppedEntry[] = [];
  private size = 0;

  constructor(private readonly options: TailBufferOptions) {}

  /** `now`: ms, never falling. */
  add(entry: EncodedEntry, now: number): void {
    this.held.push({ entry, since: now });
    this.size += sizeOf(entry);
    const maxSize = this.options.maxSize();
    if (this.size > maxSize) this.dropOldest(maxSize);
  }

  noteDropped(stream: string, ns: bigint): void {
    this.dropped.push({ stream, ns });
    // Twice as many, so that few of the calls move the list.
    if (this.dropped.length >= MAX_DROPPED * 2) this.dropped = this.dropped.slice(-MAX_DROPPED);
  }

  /** The next message that is due, or undefined. */
  nextFrame(now: number): string | undefined {
    if (this.ready.length === 0) this.release(now);
    if (this.ready.length === 0 && this.dropped.length === 0) return undefined;
    let count = 0;
    for (let size = 0; count < Math.min(this.ready.length, MAX_ENTRIES) && size < MAX_CHARACTERS; count++) {
      size += sizeOf(this.ready[count]!);
    }
    const entries = this.ready.splice(0, count);
    for (const entry of entries) this.size -= sizeOf(entry);
    if (this.dropped.length > MAX_DROPPED) this.dropped = this.dropped.slice(-MAX_DROPPED);
    return frame(entries, this.dropped.splice(0, MAX_ENTRIES), this.options.categorize);
  }

  /** Those that waited long enough, and with them what came later but belongs before. */
  private release(now: number): void {
    const until = now - this.options.holdMs;
    let newest: bigint | undefined;
    for (const { entry, since } of this.held) {
      if (since > until) break;
      if (newest === undefined || entry.ns > newest) newest = entry.ns;
    }
    if (newest === undefined) return;
    const last = newest;
    this.ready = this.held
      .filter(({ entry }) => entry.ns <= last)
      .map(({ entry }) => entry)
      .sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
    this.held = this.held.filter(({ entry }) => entry.ns > last);
  }

  /** Makes room for some time, so that few of the entries that come make the lists move. */
  private dropOldest(maxSize: number): void {
    const aim = maxSize * 0.75;
    const drop = (entry: EncodedEntry): boolean => {
      if (this.size <= aim) return false;
      this.size -= sizeOf(entry);
      this.noteDropped(entry.stream, entry.ns);
      return true;
    };
    this.ready.splice(0, prefix(this.ready, drop));
    this.held.splice(
      0,
      prefix(this.held, ({ entry }) => drop(entry)),
    );
  }
}

/** How many items from the first on `take` takes. */
function prefix<T>(items: readonly T[], take: (item: T) => boolean): number {
  const end = items.findIndex((item) => !take(item));
  return end < 0 ? items.length : end;
}
