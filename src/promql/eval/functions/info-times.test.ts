import { describe, expect, it } from 'vitest';
import { evaluationOf } from '../../../../test/support/promql-call.js';
import { parse } from '../../parser.js';
import { infoTimes } from './info-times.js';

const GRID = { start: 600_000, step: 60_000, count: 3 };

describe('infoTimes', () => {
  const at = (start: number) => ({ start, step: 0, count: 3 });

  it.each([
    ['m', GRID],
    ['m offset 1m', { ...GRID, start: 540_000 }],
    ['m @ 300', at(300_000)],
    ['m @ 300 offset 1m', at(240_000)],
    ['m @ start()', at(600_000)],
    ['rate(m[5m] offset 1m)', { ...GRID, start: 540_000 }],
    ['max_over_time(m[5m:1m] offset 1m)', { ...GRID, start: 540_000 }],
    ['max_over_time((m offset 2m)[5m:1m] offset 1m)', { ...GRID, start: 420_000 }],
    ['max_over_time(m[5m:1m] @ 300)', at(300_000)],
    ['max_over_time((m @ 300)[5m:1m] offset 1m)', at(300_000)],
    ['sum by (job) (m @ 300) / (n @ 360 offset 1m)', at(300_000)],
    ['-(m @ 300)', at(300_000)],
    // Scalars have no say.
    ['scalar(m @ 120) * n', GRID],
    ['info(m @ 300, {a="1"})', at(300_000)],
    // No one time for all.
    ['m @ 300 or n', GRID],
    ['m @ 300 or vector(1)', GRID],
    ['vector(1)', GRID],
  ])('of %s', (query, expected) => {
    const evaluation = evaluationOf({ grid: GRID });
    const features = new Set(['promql-experimental-functions'] as const);
    expect(infoTimes(parse(query, features), evaluation)).toEqual(expected);
  });
});
