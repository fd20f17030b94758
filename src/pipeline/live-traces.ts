import { LRUCache } from 'lru-cache';

/** A trace that got no spans for so long is live no more, ms: Tempo's `max_trace_idle`. */
const IDLE_MS = 5_000;
/** The size of a trace is remembered for so long after its last spans, ms, and of so many traces. */
const REMEMBERED_MS = 30 * 60_000;
const MAX_REMEMBERED = 50_000;

/** Which traces of a tenant get spans now, and how large those of late are. */
export class LiveTraces {
  /** When each got spans last; the one that waits longest is first. */
  private readonly lastMs = new Map<string, number>();
  private readonly sizes = new LRUCache<string, { readonly bytes: number; readonly ms: number }>({
    max: MAX_REMEMBERED,
  });

  /** How many are live. */
  count(nowMs: number): number {
    for (const [id, ms] of this.lastMs) {
      if (nowMs - ms <= IDLE_MS) break;
      this.lastMs.delete(id);
    }
    return this.lastMs.size;
  }

  /** To be asked after `count`. */
  isLive(id: string): boolean {
    return this.lastMs.has(id);
  }

  /** Bytes that a trace has got so far. */
  bytes(id: string, nowMs: number): number {
    const known = this.sizes.get(id);
    return known !== undefined && nowMs - known.ms <= REMEMBERED_MS ? known.bytes : 0;
  }

  /** A trace gets so many bytes more. */
  add(id: string, bytes: number, nowMs: number): void {
    this.sizes.set(id, { bytes: this.bytes(id, nowMs) + bytes, ms: nowMs });
    this.lastMs.delete(id);
    this.lastMs.set(id, nowMs);
  }
}
