import { describe, expect, it } from 'vitest';
import { labelsFrom } from '../model/labels.js';
import { fingerprint } from './fingerprint.js';

/** The same in big integers. */
function expected(texts: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of texts.flatMap((text) => [...Buffer.from(text), 0xff])) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

describe('fingerprints', () => {
  it('are those of Prometheus', () => {
    expect(fingerprint([])).toBe('cbf29ce484222325');
    const labels = labelsFrom([
      ['name', 'garland, briggs'],
      ['fear', 'love is not enough'],
    ]);
    expect(BigInt(`0x${fingerprint(labels)}`)).toBe(5799056148416392346n);
  });

  it.each([
    [['a', 'b']],
    [['alertname', 'X', 'service', 'käse']],
    [['a', '', 'b', '\u{1f600}']],
    [['x'.repeat(500), 'y']],
  ])('of %j need no big integers', (labels) => expect(fingerprint(labels)).toBe(expected(labels)));
});
