import { describe, expect, it } from 'vitest';
import { FetchedSeries } from './fetched-series.js';

describe('the series that a query has read', () => {
  it('are counted once each', () => {
    const fetched = new FetchedSeries();
    for (let i = 0; i < 3; i++) fetched.add(['a', '1'], 1);
    expect(() => fetched.add(['a', '2'], 1)).toThrow(/limit: 1 series/);
  });

  it('are told apart whatever characters their labels have', () => {
    const fetched = new FetchedSeries();
    fetched.add(['a', '1\xffb\xff2'], 1);
    expect(() => fetched.add(['a', '1', 'b', '2'], 1)).toThrow(/limit: 1 series/);
  });
});
