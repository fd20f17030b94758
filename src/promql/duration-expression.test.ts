import { describe, expect, it } from 'vitest';
import type { DurationExpression } from './ast.js';
import { durationMs, positiveDurationMs } from './duration-expression.js';
import { parse } from './parser.js';

function rangeOf(text: string): DurationExpression {
  const node = parse(`a[${text}]`);
  if (node.kind !== 'matrix-selector') throw new Error(node.kind);
  return node.range;
}

const BOUNDS = { start: 0, end: 3_600_000, step: 15_000 };

describe('durationMs', () => {
  it.each([
    ['5m', 300_000],
    ['0.57', 570],
    ['1h / 12', 300_000],
    ['7m % 4m', 180_000],
    ['2 ^ 6', 64_000],
    ['-5m + 10m * 2', 900_000],
    ['step() * 2', 30_000],
    ['max_of(step(), min_of(range(), 10m))', 600_000],
    ['-(step() - 1h)', 3_585_000],
    ['-2 ^ 2 * step()', -60_000],
  ])('[%s] is %d', (text, ms) => {
    expect(durationMs(rangeOf(text), BOUNDS)).toBe(ms);
  });

  it('has no step and no range in an instant query', () => {
    expect(durationMs(rangeOf('step() + range() + 1'), { start: 5, end: 5, step: 0 })).toBe(1000);
  });

  it.each([
    ['5m - 10m', '2:10: duration must be greater than 0'],
    ['step() - step()', '2:17: duration must be greater than 0'],
    ['1m / (step() - step())', '2:24: division by zero'],
    ['1m % (step() - step())', '2:24: modulo by zero'],
    ['10 ^ 300 + step()', '2:19: duration is out of range'],
  ])('[%s] is refused', (text, message) => {
    expect(() => positiveDurationMs(rangeOf(text), BOUNDS)).toThrow(message);
  });
});
