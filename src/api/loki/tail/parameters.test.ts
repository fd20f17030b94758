import { describe, expect, it } from 'vitest';
import { tailParameters } from './parameters.js';

const NOW = 1_795_176_000_000;
const read = (parameters: Record<string, string>) =>
  tailParameters(
    new Map(Object.entries({ query: '{a="b"}', ...parameters }).map(([name, value]) => [name, [value]])),
    NOW,
  );

describe('parameters of a tail', () => {
  it.each([
    [{}, { delayMs: 0, limit: 100, start: BigInt(NOW - 3_600_000) * 1_000_000n }],
    [
      { delay_for: '5', limit: '7', start: '1795168800' },
      { delayMs: 5000, limit: 7, start: 1_795_168_800_000_000_000n },
    ],
    [
      { delay_for: '-1', start: '1795168800000000001' },
      { delayMs: 0, start: 1_795_168_800_000_000_001n },
    ],
  ])('%o', (parameters, expected) => {
    expect(read(parameters as Record<string, string>)).toMatchObject(expected);
  });

  it.each([
    [{ query: '' }, 'parse error : syntax error: unexpected $end'],
    [{ query: 'count_over_time({a="b"}[1m])' }, 'only log selector is supported'],
    [{ delay_for: '6' }, "delay_for can't be greater than 5"],
    [{ delay_for: '1s' }, 'strconv.Atoi: parsing "1s": invalid syntax'],
    [{ limit: '-1' }, 'limit must be a positive value'],
    [{ start: 'x' }, 'could not parse "start"'],
  ])('%o is refused', (parameters, message) => {
    expect(() => read(parameters as Record<string, string>)).toThrow(message);
  });
});
