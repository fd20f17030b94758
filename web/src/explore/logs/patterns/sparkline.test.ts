import { expect, it } from 'vitest';
import { binned } from './sparkline';

it('sums samples by part of the time and leaves out those beyond it', () => {
  const samples = [
    [10, 1],
    [10, 2],
    [19.9, 4],
    [20, 8],
    [9, 100],
    [30, 100],
  ] as const;
  expect(binned(samples, 10_000, 30_000, 2)).toEqual([7, 8]);
});
