import { expect, it } from 'vitest';
import { compareNaturally, naturalKey } from './natural-order.js';

it.each([
  [
    ['10', '9', '9.5', 'b', 'a', 'Item3', 'item20', 'item01', 'item1', 'item2'],
    ['9', '9.5', '10', 'Item3', 'a', 'b', 'item01', 'item1', 'item2', 'item20'],
  ],
  [
    ['x-1-10', 'x-1-2', 'x-1', 'x'],
    ['x', 'x-1', 'x-1-2', 'x-1-10'],
  ],
  [
    ['1', '', 'a'],
    ['', '1', 'a'],
  ],
  [
    ['v123456789012345678902', 'v123456789012345678901', 'v99'],
    ['v99', 'v123456789012345678901', 'v123456789012345678902'],
  ],
  [
    ['a0', 'a00', 'a'],
    ['a', 'a0', 'a00'],
  ],
])('%j in natural order', (texts, expected) => {
  const sorted = texts.map(naturalKey).sort(compareNaturally);
  expect(sorted.map(({ text }) => text)).toEqual(expected);
});
