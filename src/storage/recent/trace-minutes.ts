import type { SpanBatch } from '../../model/spans.js';
import type { Tenant } from '../../model/tenant.js';
import { HashSet32 } from './hash-set-32.js';

const NS_PER_MINUTE = 60e9;
const MS_PER_MINUTE = 60_000;
/** A look at one trace looks at each of the minutes. */
const MAX_MINUTES = 1_440;
/** What is later than this must not push out what is asked for. */
const MAX_MINUTES_AHEAD = 60;
/** Of all bytes, for traces with spans outside of the minutes that are kept. */
const MOST_OUTSIDE = 0.25;

export interface TraceMinutesOptions {
  /** Start (ns) of the newest span that was stored before; undefined where there was none. */
  readonly newestStored: bigint | undefined;
  readonly maxBytes: number;
  /** ms since 1970. */
  readonly now: () => number;
}

/** Minutes since 1970. */
export interface FoundMinutes {
  /** Those in which the trace has spans, and hardly any others; ascending. */
  readonly minutes: readonly number[];
  /** The first minute that is known; undefined where there are no spans before. */
  readonly from?: number;
}

/**
 * In which minutes traces have spans, of those that this process stored, so that a trace is read from the few places where
 * it stands. For one process that alone writes to its store; it need not be told of what leaves the store.
 *
 * 32 bits of an id's hash are kept: with a million traces in each minute, one minute in four thousand seems to have a trace
 * that it has not.
 */
export class TraceMinutes {
  private readonly byMinute = new Map<number, HashSet32>();
  /** The traces with spans before `from` or far ahead that came since. */
  private readonly outside = new HashSet32();
  private from: number;
  private hasOlder: boolean;
  private held = 0;

  constructor(private readonly options: TraceMinutesOptions) {
    const { newestStored } = options;
    this.hasOlder = newestStored !== undefined;
    this.from = newestStored === undefined ? 0 : Math.max(0, Number(newestStored / BigInt(NS_PER_MINUTE)) + 1);
  }

  get bytes(): number {
    return this.held;
  }

  /** To be called when spans are stored and before that is acknowledged. */
  note({ tenant, rows, traceId, ts }: Pick<SpanBatch, 'tenant' | 'rows' | 'traceId' | 'ts'>): void {
    if (this.isCrowdedOutside) return;
    const ids = wordsOf(traceId.bytes);
    const seed = hashOfText(tenant);
    const latest = Math.floor(this.options.now() / MS_PER_MINUTE) + MAX_MINUTES_AHEAD;
    let lastMinute = Number.NaN;
    let set: HashSet32 | undefined;
    for (let row = 0; row < rows; row++) {
      const minute = minuteOf(ts.words[row * 2]!, ts.words[row * 2 + 1]!);
      if (minute !== lastMinute) set = this.setOf(minute, latest);
      lastMinute = minute;
      this.held += (set ?? this.outside).add(hashOfId(ids, row * 4, seed));
    }
    if (this.held > this.options.maxBytes || this.byMinute.size > MAX_MINUTES) this.trim();
  }

  /** Where a trace (16 bytes of id) stands; undefined where that may be anywhere. */
  of(tenant: Tenant, traceId: Uint8Array): FoundMinutes | undefined {
    const hash = hashOfId(wordsOf(Uint8Array.from(traceId)), 0, hashOfText(tenant));
    if (this.isCrowdedOutside || this.outside.has(hash)) return undefined;
    const minutes: number[] = [];
    for (const [minute, set] of this.byMinute) if (set.has(hash)) minutes.push(minute);
    return {
      minutes: minutes.sort((a, b) => a - b),
      ...(this.hasOlder && { from: this.from }),
    };
  }

  /** Where the traces of a minute are noted; undefined where they are not. */
  private setOf(minute: number, latest: number): HashSet32 | undefined {
    if (minute < this.from || minute > latest) return undefined;
    let set = this.byMinute.get(minute);
    if (set === undefined) {
      set = new HashSet32();
      this.held += set.bytes;
      this.byMinute.set(minute, set);
    }
    return set;
  }

  /** Whether so many traces lie outside that nothing more is noted, and nothing known. */
  private get isCrowdedOutside(): boolean {
    return this.outside.bytes > this.options.maxBytes * MOST_OUTSIDE;
  }

  /** Drops the older half. */
  private trim(): void {
    const minutes = [...this.byMinute.keys()].sort((a, b) => a - b);
    const dropped = minutes.slice(0, Math.max(1, minutes.length / 2));
    for (const minute of dropped) {
      this.held -= this.byMinute.get(minute)!.bytes;
      this.byMinute.delete(minute);
    }
    this.from = dropped.at(-1)! + 1;
    this.hasOlder = true;
  }
}

/** Doubles of today's times in ns are off by 128 at most. */
const ROUNDING_NS = 1_024;

/** Of ns as two words. */
export function minuteOf(low: number, high: number): number {
  const ns = (high | 0) * 4294967296 + low;
  const minute = Math.floor(ns / NS_PER_MINUTE);
  const rest = ns - minute * NS_PER_MINUTE;
  if (rest > ROUNDING_NS && rest < NS_PER_MINUTE - ROUNDING_NS) return minute;
  const exact = (BigInt(high | 0) << 32n) | BigInt(low);
  const quotient = exact / BigInt(NS_PER_MINUTE);
  return Number(exact < 0n && quotient * BigInt(NS_PER_MINUTE) !== exact ? quotient - 1n : quotient);
}

const wordsOf = ({ buffer, byteOffset, length }: Uint8Array): Uint32Array =>
  new Uint32Array(buffer, byteOffset, length >> 2);

/** Four words from `at` on, mixed as MurmurHash3 does (public domain). */
function hashOfId(ids: Uint32Array, at: number, seed: number): number {
  let hash = seed;
  for (let i = 0; i < 4; i++) {
    const word = Math.imul(ids[at + i]!, 0xcc9e2d51);
    hash ^= Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function hashOfText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i);
  return hash;
}
