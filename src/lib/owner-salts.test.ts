import { expect, it } from 'vitest';
import { OwnerSalts } from './owner-salts.js';

it('gives each owner its number, and never that of another', () => {
  const salts = new OwnerSalts();
  const [a, b] = [salts.of('a'), salts.of('b')];
  expect(a).not.toBe(b);
  expect(salts.of('a')).toBe(a);
  const others = new Set(Array.from({ length: 20_000 }, (_, i) => salts.of(`owner ${i}`)));
  expect(others.size).toBe(20_000);
  expect(others.has(a) || others.has(b)).toBe(false);
  expect(others.has(salts.of('a'))).toBe(false);
});
