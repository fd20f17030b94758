import { describe, expect, it } from 'vitest';
import { BytesCache } from './bytes-cache.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('BytesCache', () => {
  it('finds values by the bytes of a range, whatever stands around them', () => {
    const cache = new BytesCache<number>(1 << 20);
    const first = bytes('..{job="api"}..');
    const second = bytes('{job="api"}');
    cache.set(first, 2, first.length - 2, 7);
    expect(cache.get(second, 0, second.length)).toBe(7);
    expect(cache.get(second, 0, second.length - 1)).toBeUndefined();
    expect(cache.get(second, 1, second.length)).toBeUndefined();
  });

  it('keeps the empty key, replaces values and tells salts apart', () => {
    const cache = new BytesCache<string>(1 << 20);
    const none = bytes('');
    cache.set(none, 0, 0, 'a');
    cache.set(none, 0, 0, 'b');
    cache.set(none, 0, 0, 'other', 1);
    expect(cache.get(none, 0, 0)).toBe('b');
    expect(cache.get(none, 0, 0, 1)).toBe('other');
    expect(cache.get(none, 0, 0, 2)).toBeUndefined();
  });

  it('finds thousands of keys in the order of before, backwards and at random', () => {
    const cache = new BytesCache<number>(1 << 24);
    const keys = Array.from({ length: 5000 }, (_, i) => bytes(`__name__=metric_${i % 17},instance=${i}`));
    keys.forEach((key, i) => void cache.set(key, 0, key.length, i));
    const orders = [
      keys.map((_, i) => i),
      keys.map((_, i) => keys.length - 1 - i),
      keys.map((_, i) => (i * 7919) % 5000),
    ];
    for (const order of [...orders, ...orders]) {
      for (const i of order) expect(cache.get(keys[i]!, 0, keys[i]!.length)).toBe(i);
    }
  });

  it('drops what was not used lately when its bound is reached', () => {
    const cache = new BytesCache<number>(100_000);
    const kept = bytes('kept');
    cache.set(kept, 0, kept.length, -1);
    for (let i = 0; i < 10_000; i++) {
      const key = bytes(`key ${i}`);
      cache.set(key, 0, key.length, i);
      expect(cache.get(kept, 0, kept.length)).toBe(-1);
    }
    const early = bytes('key 0');
    const late = bytes('key 9999');
    expect(cache.get(early, 0, early.length)).toBeUndefined();
    expect(cache.get(late, 0, late.length)).toBe(9999);
  });

  it('keeps its own copy of a key', () => {
    const cache = new BytesCache<number>(1 << 20);
    const key = bytes('a key that the caller writes over');
    cache.set(key, 0, key.length, 1);
    const same = key.slice();
    key.fill(0);
    expect(cache.get(same, 0, same.length)).toBe(1);
    expect(cache.get(key, 0, key.length)).toBeUndefined();
  });
});
