import { randomInt } from 'node:crypto';

/**
 * Finds a value by exact bytes without making a string of them: decoders look up label sets, resources and attribute
 * keys by their wire form. Bounded: when `maxBytes` of keys are held, the half that was not used lately is dropped (two
 * generations).
 */
export class BytesCache<V> {
  private young = new Map<number, Entry<V>>();
  private old = new Map<number, Entry<V>>();
  private youngBytes = 0;

  constructor(private readonly maxBytes: number) {}

  get(source: Uint8Array, start: number, end: number): V | undefined {
    const hash = hashBytes(source, start, end);
    const found = find(this.young.get(hash), source, start, end);
    if (found !== undefined) return found.value;
    const aged = find(this.old.get(hash), source, start, end);
    if (aged === undefined) return undefined;
    this.add(hash, aged.key, aged.value);
    return aged.value;
  }

  set(source: Uint8Array, start: number, end: number, value: V): void {
    this.add(hashBytes(source, start, end), source.slice(start, end), value);
  }

  private add(hash: number, key: Uint8Array, value: V): void {
    if (this.youngBytes > this.maxBytes / 2) {
      this.old = this.young;
      this.young = new Map();
      this.youngBytes = 0;
    }
    this.young.set(hash, { key, value, next: this.young.get(hash) });
    this.youngBytes += key.length + ENTRY_OVERHEAD;
  }
}

interface Entry<V> {
  readonly key: Uint8Array;
  readonly value: V;
  readonly next: Entry<V> | undefined;
}

/** Rough bytes of an entry besides its key. */
const ENTRY_OVERHEAD = 160;

function find<V>(entry: Entry<V> | undefined, source: Uint8Array, start: number, end: number): Entry<V> | undefined {
  for (let at = entry; at !== undefined; at = at.next) if (equals(at.key, source, start, end)) return at;
  return undefined;
}

function equals(key: Uint8Array, source: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (key.length !== length) return false;
  for (let i = 0; i < length; i++) if (key[i] !== source[start + i]) return false;
  return true;
}

/** Differs in each process, so that a sender cannot prepare keys that collide. */
const SEED = randomInt(2 ** 32);

/** A quick 53-bit hash: two multiplicative lanes over 32-bit words. */
function hashBytes(source: Uint8Array, start: number, end: number): number {
  let a = SEED ^ (end - start);
  let b = 0x85ebca77;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16) | (source[at + 3]! << 24);
    a = Math.imul(a ^ word, 0xcc9e2d51);
    a ^= a >>> 15;
    b = Math.imul(b + word, 0x1b873593) ^ (b >>> 13);
  }
  for (; at < end; at++) {
    a = Math.imul(a ^ source[at]!, 0xcc9e2d51);
    b = Math.imul(b + source[at]!, 0x1b873593);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35);
  return (a >>> 0) * 2097152 + (b >>> 11);
}
