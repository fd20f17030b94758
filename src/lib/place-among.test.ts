import { expect, it } from 'vitest';
import { placeAmong } from './place-among.js';

it.each([
  ['1/2', 1, { place: 1, count: 2 }],
  ['2/2', 1, { place: 2, count: 2 }],
  ['0/2', 1, undefined],
  ['3/2', 1, undefined],
  ['0/2', 0, { place: 0, count: 2 }],
  ['2/2', 0, undefined],
  ['0/0', 0, undefined],
  ['1/11', 0, undefined],
  ['1/10', 0, { place: 1, count: 10 }],
  ['1', 0, undefined],
  ['-1/2', 0, undefined],
  ['1/2/3', 0, undefined],
  ['1.0/2', 0, undefined],
  ['', 0, undefined],
] as const)('%s from %d', (text, first, place) => {
  expect(placeAmong(text, { first, most: 10 })).toEqual(place);
});
