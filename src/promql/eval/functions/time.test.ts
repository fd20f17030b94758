import { describe, expect, it } from 'vitest';
import { scalarOf } from '../../../../test/support/promql-call.js';
import { TIME_FUNCTIONS } from './time.js';

describe('the clock of an evaluation', () => {
  const range = { grid: { start: 600_250, step: 1500, count: 3 }, isInstant: false };
  const instant = { grid: { start: 600_250, step: 1, count: 1 }, isInstant: true };

  it.each([
    ['time', range, [600.25, 601.75, 603.25]],
    ['start', range, [600.25, 600.25, 600.25]],
    ['end', range, [603.25, 603.25, 603.25]],
    ['step', range, [1.5, 1.5, 1.5]],
    ['range', range, [3, 3, 3]],
    ['time', instant, [600.25]],
    ['end', instant, [600.25]],
    ['step', instant, [0]],
    ['range', instant, [0]],
  ])('%s()', async (name, options, expected) => {
    expect(await scalarOf(TIME_FUNCTIONS, name, [], options)).toEqual(expected);
  });
});
