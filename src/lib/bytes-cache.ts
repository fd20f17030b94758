import { randomInt } from 'node:crypto';

/**
 * Finds a value by exact bytes without making a string of them: decoders look up label sets, resources and attribute
 * keys by their wire form. Bounded: when `maxBytes` of keys are held, the half that was not used lately is dropped (two
 * generations).
 *
 * Senders repeat themselves: the entry that followed another one last time is tried first, which saves hashing the key.
 */
export class BytesCache<V> {
  private young = new Generation<V>();
  private old = new Generation<V>();
  /** The entry found by the call before, among the young ones. */
  private last = NONE;

  constructor(private readonly maxBytes: number) {}

  /** The value of `source[start, end)`. `salt` (32 bits) tells apart equal keys of different owners. */
  get(source: Uint8Array, start: number, end: number, salt = 0): V | undefined {
    const view = viewOf(source);
    const { young, last } = this;
    const expected = young.successorOf(last);
    if (expected !== NONE && young.holds(expected, view, start, end, salt)) {
      this.last = expected;
      return young.values[expected];
    }
    const hash = hashBytes(view, start, end, salt);
    const entry = young.find(hash, view, start, end, salt);
    if (entry !== NONE) {
      young.follow(last, entry);
      this.last = entry;
      return young.values[entry];
    }
    const aged = this.old.find(hash, view, start, end, salt);
    if (aged === NONE) return undefined;
    const value = this.old.values[aged]!;
    this.add(hash, source, start, end, salt, value);
    return value;
  }

  /** Keeps `value` under a copy of `source[start, end)`. */
  set(source: Uint8Array, start: number, end: number, value: V, salt = 0): void {
    const view = viewOf(source);
    const hash = hashBytes(view, start, end, salt);
    const known = this.young.find(hash, view, start, end, salt);
    if (known !== NONE) this.young.values[known] = value;
    else this.add(hash, source, start, end, salt, value);
  }

  private add(hash: number, source: Uint8Array, start: number, end: number, salt: number, value: V): void {
    if (this.young.bytes > this.maxBytes / 2) {
      this.old = this.young;
      this.young = new Generation();
      this.last = NONE;
    }
    const entry = this.young.add(hash, source, start, end, salt, value);
    this.young.follow(this.last, entry);
    this.last = entry;
  }
}

/** No entry. */
const NONE = -1;
/** Rough bytes of an entry besides its key: its numbers here and the value that it keeps alive. */
const ENTRY_OVERHEAD = 160;
/** Slots looked at for one key. Whoever makes keys collide only makes the cache forget. */
const MAX_PROBES = 32;

/** Per entry, in one array: hash, salt, offset and length of the key, and the entry that followed it last. */
const FIELDS = 5;
const HASH = 0;
const SALT = 1;
const OFFSET = 2;
const LENGTH = 3;
const SUCCESSOR = 4;

/** An open hash table whose keys stand one after another in one buffer. */
class Generation<V> {
  readonly values: V[] = [];
  /** What it weighs against the cache's bound. */
  bytes = 0;
  private keys = new DataView(new ArrayBuffer(1024));
  private keysEnd = 0;
  private entries = new Int32Array(16 * FIELDS);
  /** Entry + 1; 0 is free. Four for each entry that there is room for, so that runs of taken slots stay short. */
  private slots = new Int32Array(64);

  successorOf(entry: number): number {
    return entry === NONE ? NONE : this.entries[entry * FIELDS + SUCCESSOR]!;
  }

  follow(entry: number, successor: number): void {
    if (entry !== NONE) this.entries[entry * FIELDS + SUCCESSOR] = successor;
  }

  find(hash: number, view: DataView, start: number, end: number, salt: number): number {
    const { slots, entries } = this;
    const mask = slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = slots[(hash + probe) & mask]! - 1;
      if (entry === NONE) return NONE;
      if (entries[entry * FIELDS + HASH] === hash && this.holds(entry, view, start, end, salt)) return entry;
    }
    return NONE;
  }

  holds(entry: number, view: DataView, start: number, end: number, salt: number): boolean {
    const { entries, keys } = this;
    const at = entry * FIELDS;
    const length = end - start;
    if (entries[at + LENGTH] !== length || entries[at + SALT] !== salt) return false;
    let from = entries[at + OFFSET]!;
    let i = start;
    for (; i + 16 <= end; i += 16, from += 16) {
      const differs =
        (keys.getInt32(from, true) ^ view.getInt32(i, true)) |
        (keys.getInt32(from + 4, true) ^ view.getInt32(i + 4, true)) |
        (keys.getInt32(from + 8, true) ^ view.getInt32(i + 8, true)) |
        (keys.getInt32(from + 12, true) ^ view.getInt32(i + 12, true));
      if (differs !== 0) return false;
    }
    for (; i < end; i++, from++) if (keys.getUint8(from) !== view.getUint8(i)) return false;
    return true;
  }

  add(hash: number, source: Uint8Array, start: number, end: number, salt: number, value: V): number {
    const length = end - start;
    this.reserve(length);
    const entry = this.values.length;
    this.values.push(value);
    const at = entry * FIELDS;
    const { entries } = this;
    entries[at + HASH] = hash;
    entries[at + SALT] = salt;
    entries[at + OFFSET] = this.keysEnd;
    entries[at + LENGTH] = length;
    entries[at + SUCCESSOR] = NONE;
    new Uint8Array(this.keys.buffer, this.keysEnd, length).set(source.subarray(start, end));
    this.keysEnd += length;
    this.bytes += length + ENTRY_OVERHEAD;
    this.place(hash, entry);
    return entry;
  }

  private place(hash: number, entry: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (hash + probe) & mask;
      if (slots[slot] === 0) {
        slots[slot] = entry + 1;
        return;
      }
    }
    slots[hash & mask] = entry + 1;
  }

  private reserve(length: number): void {
    const needed = this.keysEnd + length;
    if (needed > this.keys.byteLength) {
      const grown = new Uint8Array(Math.max(this.keys.byteLength * 2, needed));
      grown.set(new Uint8Array(this.keys.buffer, 0, this.keysEnd));
      this.keys = new DataView(grown.buffer);
    }
    const entries = this.values.length;
    if (entries * FIELDS < this.entries.length) return;
    const grown = new Int32Array(this.entries.length * 2);
    grown.set(this.entries);
    this.entries = grown;
    this.slots = new Int32Array(this.slots.length * 2);
    for (let entry = 0; entry < entries; entry++) this.place(grown[entry * FIELDS + HASH]!, entry);
  }
}

let viewed: Uint8Array | undefined;
let view: DataView = new DataView(new ArrayBuffer(0));

/** A view for reading words of `source`. It is made once for many lookups, and let go when the caller's turn ends. */
function viewOf(source: Uint8Array): DataView {
  if (source === viewed) return view;
  if (viewed === undefined) queueMicrotask(forgetView);
  viewed = source;
  view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  return view;
}

function forgetView(): void {
  viewed = undefined;
  view = new DataView(new ArrayBuffer(0));
}

/** Differs in each process. */
const SEED = randomInt(2 ** 32);

/** A quick 32-bit hash: two multiplicative lanes over words of 32 bits. */
function hashBytes(view: DataView, start: number, end: number, salt: number): number {
  let a = SEED ^ (end - start);
  let b = salt ^ 0x85ebca77;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    a = Math.imul(a ^ view.getInt32(at, true), 0xcc9e2d51);
    b = Math.imul(b ^ view.getInt32(at + 4, true), 0x1b873593);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  for (; at < end; at++) a = Math.imul(a ^ view.getUint8(at), 0xcc9e2d51);
  a = Math.imul(a ^ (a >>> 16) ^ Math.imul(b, 0x27d4eb2f), 0x85ebca6b);
  return (a ^ (a >>> 13)) | 0;
}
