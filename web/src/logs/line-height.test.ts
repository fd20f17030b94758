import { expect, it } from 'vitest';
import { estimatedHeight } from './line-height';
import { LIST_OPTIONS } from './list-options';

it.each([
  ['short', LIST_OPTIONS, 1000, 24],
  ['x'.repeat(200), LIST_OPTIONS, 1000, 44],
  ['x'.repeat(200), { ...LIST_OPTIONS, wrap: false }, 1000, 24],
  ['x'.repeat(10_000_000), LIST_OPTIONS, 1000, 46 * 20 + 4],
  ['', LIST_OPTIONS, 0, 24],
])('%.10s …', (line, options, width, height) => {
  expect(estimatedHeight(line, options, width)).toBe(height);
});
