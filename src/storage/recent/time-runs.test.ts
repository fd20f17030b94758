import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property.js';
import { TimeRuns } from './time-runs.js';

const SECOND = 1_000_000_000n;

const runsOf = (seconds: readonly number[]): TimeRuns => {
  const runs = new TimeRuns();
  for (const second of seconds) runs.add(BigInt(second) * SECOND);
  return runs;
};

describe('times in runs', () => {
  it('never say what is wrong, and are silent of short ranges within a run alone', () => {
    const second = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(fc.array(second, { maxLength: 30 }), second, second, (seconds, from, length) => {
        const said = runsOf(seconds).areIn({ start: BigInt(from) * SECOND, end: BigInt(from + length) * SECOND });
        const truth = seconds.some((at) => at >= from && at < from + length);
        if (said === undefined) expect(length).toBeLessThanOrEqual(60);
        else expect(said).toBe(truth);
      }),
    );
  });

  it('count the runs that there are, whatever the order', () => {
    const runs = new TimeRuns();
    const sizes = [0n, 100n, 300n, 50n, 40n, 320n].map((second) => runs.add(second * SECOND));
    expect(sizes).toEqual([1, 1, 1, -1, 0, 0]);
  });
});
