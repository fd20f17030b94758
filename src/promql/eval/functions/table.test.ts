import { expect, it } from 'vitest';
import { FUNCTIONS } from '../../functions.js';
import { IMPLEMENTATIONS } from './table.js';

it('every function of the language is implemented, and nothing else', () => {
  expect(Object.keys(IMPLEMENTATIONS).sort()).toEqual([...FUNCTIONS.keys()].sort());
});
