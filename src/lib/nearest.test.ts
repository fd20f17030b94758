import { expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.js';

it.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['kitten', 'sitting', 3],
  ['', 'ab', 2],
])('%j and %j are %d edits apart', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
});

it('finds the word that was meant', () => {
  const known = ['max_line_size', 'max_label_names', 'listen', 'listenAddress'];
  expect(nearest('max_line_sise', known)).toBe('max_line_size');
  expect(nearest('maxLineSize', known)).toBe('max_line_size');
  expect(nearest('lsiten', known)).toBe('listen');
});

it('finds nothing where nothing is near', () => {
  expect(nearest('zebra', ['listen', 'ports'])).toBeUndefined();
  expect(nearest('a'.repeat(10_000), ['listen'])).toBeUndefined();
});
