import { expect, it } from 'vitest';
import { apart } from './apart';

it('keeps the first of those that are close together', () => {
  const places = [
    { left: 0, top: 0 },
    { left: 10, top: 10 },
    { left: 24, top: 0 },
    { left: 40, top: 0 },
    { left: 0, top: 23.9 },
  ];
  expect(apart(places, 24)).toEqual([places[0], places[2]]);
});

it('keeps one that is close only to one that is left out', () => {
  const places = [
    { left: 0, top: 0 },
    { left: 20, top: 0 },
    { left: 30, top: 0 },
  ];
  expect(apart(places, 24)).toEqual([places[0], places[2]]);
});
