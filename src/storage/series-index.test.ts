import { describe, expect, it } from 'vitest';
import xxhash from 'xxhash-wasm';
import { labelsFrom } from '../model/labels.js';
import { HashedSeriesIndex } from './series-index.js';

const hash = await xxhash();
const index = (options: Partial<ConstructorParameters<typeof HashedSeriesIndex>[0]> = {}) =>
  new HashedSeriesIndex({ hash, seed: 7n, nameLabel: '__name__', maxSeries: 1000, ...options });

describe('HashedSeriesIndex', () => {
  it('gives one label set one id, in every process with the same seed', () => {
    const labels = labelsFrom([
      ['job', 'a'],
      ['__name__', 'up'],
    ]);
    const first = index();
    const ref = first.intern('t', labels);
    expect(first.intern('t', [...labels])).toBe(ref);
    expect(ref.name).toBe('up');
    expect(index().intern('t', labels)).toMatchObject({ idLow: ref.idLow, idHigh: ref.idHigh });
    expect(index({ seed: 8n }).intern('t', labels).idLow).not.toBe(ref.idLow);
    expect(first.intern('other', labels).idLow).not.toBe(ref.idLow);
  });

  it('tells label sets apart whatever characters they have', () => {
    const one = index();
    expect(one.intern('t', ['a', 'b\u0000c', 'd', 'e'])).not.toBe(one.intern('t', ['a', 'b', 'c\u0000d', 'e']));
  });

  it('moves on to another id when two label sets get the same', () => {
    const colliding = { ...hash, h64: (_input: string, seed = 0n) => seed * 1_000_003n } as typeof hash;
    const one = index({ hash: colliding });
    const ids = ['x', 'y', 'z'].map((value) => one.intern('t', ['a', value]).idLow);
    expect(new Set(ids).size).toBe(3);
  });

  it('forgets what was not asked for lately, and stays bounded', () => {
    const one = index({ maxSeries: 100 });
    const kept = one.intern('t', ['a', 'kept']);
    for (let i = 0; i < 1000; i++) {
      one.intern('t', ['a', String(i)]);
      expect(one.intern('t', ['a', 'kept'])).toBe(kept);
    }
    expect(one.size).toBeLessThanOrEqual(101);
  });

  it('takes the type tag off the service name of a resource', () => {
    const resources = index({ nameLabel: 'resource.service.name', namePrefix: 's' });
    expect(resources.intern('t', ['resource.service.name', 'sapi']).name).toBe('api');
    expect(resources.intern('t', ['resource.x', 'sapi']).name).toBe('');
  });

  it('counts long label sets as many', () => {
    const one = index({ maxSeries: 100 });
    for (let i = 0; i < 200; i++) one.intern('t', ['a', String(i).padEnd(5_000, 'x')]);
    expect(one.size).toBeLessThan(15);
  });
});
