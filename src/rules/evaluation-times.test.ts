import { expect, it } from 'vitest';
import { evaluationAfter } from './evaluation-times.js';

const group = { tenant: 'a', file: '/etc/rules.yml', name: 'g', intervalMs: 60_000, isAligned: false };

it('evaluations of a group lie an interval apart, whenever one asks', () => {
  const first = evaluationAfter(group, 1_795_176_000_000);
  expect(first).toBeGreaterThan(1_795_176_000_000);
  expect(first).toBeLessThanOrEqual(1_795_176_060_000);
  expect(evaluationAfter(group, first - 1)).toBe(first);
  expect(evaluationAfter(group, first)).toBe(first + 60_000);
});

it('groups are spread over their interval, aligned ones are not', () => {
  const times = (isAligned: boolean) =>
    Array.from({ length: 60 }, (_, i) => evaluationAfter({ ...group, name: `g${i}`, isAligned }, 0));
  expect(new Set(times(false).map((ms) => Math.floor((ms % 60_000) / 10_000))).size).toBe(6);
  expect(new Set(times(true))).toEqual(new Set([60_000]));
});
