import { expect, it } from 'vitest';
import { HashSet32 } from './hash-set-32.js';

it('holds what was added, across its growth, and says by how much it grew', () => {
  const set = new HashSet32();
  const before = set.bytes;
  let grown = 0;
  for (let i = 1; i <= 1_000; i++) grown += set.add(Math.imul(i, 0x9e3779b1));
  expect(set.bytes).toBe(before + grown);
  for (let i = 1; i <= 1_000; i++) expect(set.has(Math.imul(i, 0x9e3779b1))).toBe(true);
  expect([1_001, 1_002, 5_000].filter((i) => set.has(Math.imul(i, 0x9e3779b1)))).toEqual([]);
  expect(set.add(Math.imul(7, 0x9e3779b1))).toBe(0);
});

it('takes 0 and negative numbers', () => {
  const set = new HashSet32();
  expect(set.has(0)).toBe(false);
  set.add(0);
  set.add(-1);
  expect([0, -1, 0xffffffff, 2].map((hash) => set.has(hash))).toEqual([true, true, true, false]);
});
