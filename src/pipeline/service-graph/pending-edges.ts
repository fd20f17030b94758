import { randomBytes } from 'node:crypto';
import { EdgeSide, type Side } from './edge.js';

/** A trace id and the id of the span that both sides of a request know, as words. */
const KEY_WORDS = 6;
const TRACE_BYTES = 16;
const SPAN_BYTES = 8;
const NONE = -1;
const NUMBERS = 3;
const FIRST_CAPACITY = 64;

/**
 * Sides of requests that wait for the other side, by trace and span id, in order of arrival. Bounded by `maxItems`; grows
 * to what is used of it. Kept in columns: a span that waits is no object.
 */
export class PendingEdges {
  size = 0;
  private capacity = FIRST_CAPACITY;
  private keys = new Uint32Array(FIRST_CAPACITY * KEY_WORDS);
  private readonly sides: (Side | undefined)[] = [];
  private readonly services: string[] = [];
  private readonly connections: EdgeSide['connection'][] = [];
  private readonly peers: (string | undefined)[] = [];
  private readonly values: EdgeSide['values'][] = [];
  private failed = new Uint8Array(FIRST_CAPACITY);
  /** Seconds, start in ms and amount of each. */
  private numbers = new Float64Array(FIRST_CAPACITY * NUMBERS);
  private readonly found = new EdgeSide();
  private arrivals = new Float64Array(FIRST_CAPACITY);
  /** The next of the same hash, or of the free ones. */
  private chain = new Int32Array(FIRST_CAPACITY);
  private heads = new Int32Array(FIRST_CAPACITY * 2).fill(NONE);
  /** In order of arrival. */
  private before = new Int32Array(FIRST_CAPACITY);
  private after = new Int32Array(FIRST_CAPACITY);
  private oldest = NONE;
  private newest = NONE;
  private free = NONE;
  private used = 0;
  private readonly key = new Uint32Array(KEY_WORDS);
  private readonly keyBytes = new Uint8Array(this.key.buffer);
  /** So that nobody can make ids that fall on one place. */
  private readonly seed = randomBytes(4).readInt32LE();

  constructor(private readonly maxItems: number) {}

  /**
   * Takes the edge out that waits under the ids at `traceIds[trace, trace + 16)` and `spanIds[span, span + 8)`, if it
   * waits on `side`. What it answers holds until the next call.
   */
  take(side: Side, traceIds: Uint8Array, trace: number, spanIds: Uint8Array, span: number): EdgeSide | undefined {
    this.readKey(traceIds, trace, spanIds, span);
    for (let at = this.heads[this.bucket()]!; at !== NONE; at = this.chain[at]!) {
      if (this.sides[at] !== side || !this.hasKey(at)) continue;
      this.read(at);
      this.remove(at);
      return this.found;
    }
    return undefined;
  }

  /** Adds a side that waits under the ids of the last `take`; false when there is no room. */
  add(side: Side, span: EdgeSide, nowMs: number): boolean {
    if (this.size >= this.maxItems) return false;
    const at = this.place();
    this.keys.set(this.key, at * KEY_WORDS);
    this.write(at, side, span);
    this.arrivals[at] = nowMs;
    const bucket = this.bucket();
    this.chain[at] = this.heads[bucket]!;
    this.heads[bucket] = at;
    this.before[at] = this.newest;
    this.after[at] = NONE;
    if (this.newest === NONE) this.oldest = at;
    else this.after[this.newest] = at;
    this.newest = at;
    this.size++;
    return true;
  }

  /**
   * Takes out, oldest first, at most `most` of what came at `ms` or before; true when there is more. `traceIds[0, 16)` is
   * the id of its trace. What `each` gets holds until it returns.
   */
  expire(ms: number, most: number, each: (side: Side, span: EdgeSide, traceIds: Uint8Array) => void): boolean {
    let left = most;
    while (this.oldest !== NONE && this.arrivals[this.oldest]! <= ms) {
      if (left-- === 0) return true;
      const at = this.oldest;
      const side = this.sides[at]!;
      this.read(at);
      this.key.set(this.keys.subarray(at * KEY_WORDS, (at + 1) * KEY_WORDS));
      this.remove(at);
      each(side, this.found, this.keyBytes);
    }
    return false;
  }

  private write(at: number, side: Side, span: EdgeSide): void {
    this.sides[at] = side;
    this.services[at] = span.service;
    this.connections[at] = span.connection;
    this.peers[at] = span.peer;
    this.values[at] = span.values;
    this.failed[at] = span.failed ? 1 : 0;
    this.numbers[at * NUMBERS] = span.seconds;
    this.numbers[at * NUMBERS + 1] = span.startMs;
    this.numbers[at * NUMBERS + 2] = span.amount;
  }

  private read(at: number): void {
    const { found } = this;
    found.service = this.services[at]!;
    found.connection = this.connections[at]!;
    found.peer = this.peers[at];
    found.values = this.values[at]!;
    found.failed = this.failed[at] === 1;
    found.seconds = this.numbers[at * NUMBERS]!;
    found.startMs = this.numbers[at * NUMBERS + 1]!;
    found.amount = this.numbers[at * NUMBERS + 2]!;
  }

  private readKey(traceIds: Uint8Array, trace: number, spanIds: Uint8Array, span: number): void {
    const { keyBytes } = this;
    for (let i = 0; i < TRACE_BYTES; i++) keyBytes[i] = traceIds[trace + i]!;
    for (let i = 0; i < SPAN_BYTES; i++) keyBytes[TRACE_BYTES + i] = spanIds[span + i]!;
  }

  /** Of the key that was read. */
  private bucket(): number {
    let hash = this.seed;
    for (let i = 0; i < KEY_WORDS; i++) {
      hash = Math.imul(hash ^ this.key[i]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.heads.length - 1);
  }

  private hasKey(at: number): boolean {
    const from = at * KEY_WORDS;
    for (let i = 0; i < KEY_WORDS; i++) if (this.keys[from + i] !== this.key[i]) return false;
    return true;
  }

  private remove(at: number): void {
    this.key.set(this.keys.subarray(at * KEY_WORDS, (at + 1) * KEY_WORDS));
    this.unchain(at, this.bucket());
    const before = this.before[at]!;
    const after = this.after[at]!;
    if (before === NONE) this.oldest = after;
    else this.after[before] = after;
    if (after === NONE) this.newest = before;
    else this.before[after] = before;
    this.sides[at] = undefined;
    this.peers[at] = undefined;
    this.chain[at] = this.free;
    this.free = at;
    this.size--;
  }

  private unchain(at: number, bucket: number): void {
    if (this.heads[bucket] === at) {
      this.heads[bucket] = this.chain[at]!;
      return;
    }
    let previous = this.heads[bucket]!;
    while (this.chain[previous] !== at) previous = this.chain[previous]!;
    this.chain[previous] = this.chain[at]!;
  }

  /** A place that is free. */
  private place(): number {
    if (this.free !== NONE) {
      const at = this.free;
      this.free = this.chain[at]!;
      return at;
    }
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  private grow(): void {
    this.capacity *= 2;
    const wanted = this.key.slice();
    const larger = <T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.keys = larger(this.keys, new Uint32Array(this.capacity * KEY_WORDS));
    this.failed = larger(this.failed, new Uint8Array(this.capacity));
    this.numbers = larger(this.numbers, new Float64Array(this.capacity * NUMBERS));
    this.arrivals = larger(this.arrivals, new Float64Array(this.capacity));
    this.before = larger(this.before, new Int32Array(this.capacity));
    this.after = larger(this.after, new Int32Array(this.capacity));
    this.chain = new Int32Array(this.capacity);
    this.heads = new Int32Array(this.capacity * 2).fill(NONE);
    // Only a full table grows: every place is taken.
    for (let at = 0; at < this.used; at++) {
      this.key.set(this.keys.subarray(at * KEY_WORDS, (at + 1) * KEY_WORDS));
      const bucket = this.bucket();
      this.chain[at] = this.heads[bucket]!;
      this.heads[bucket] = at;
    }
    this.key.set(wanted);
  }
}
