import { expect, it } from 'vitest';
import { StoredDays } from './stored-days.js';

it('holds each day once, whatever their order', () => {
  const days = new StoredDays();
  expect([days.size, days.has(0)]).toEqual([0, false]);
  for (const day of [20_000, 0, 20_000, -5, 0]) days.add(day);
  expect(days.size).toBe(3);
  expect([20_000, 0, -5, 1].map((day) => days.has(day))).toEqual([true, true, true, false]);
});
