import { expect, it } from 'vitest';
import { SharedTexts } from './shared-texts.js';

it('gives back every value as it is, also of a key that has many', () => {
  const shared = new SharedTexts();
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 600; i++) {
      expect(shared.value('many', `s${i}`)).toBe(`s${i}`);
      expect(shared.value('few', `s${i % 3}`)).toBe(`s${i % 3}`);
    }
  }
});

it('tells the values of one key from those of another', () => {
  const shared = new SharedTexts();
  expect(shared.value('a', 's1')).toBe('s1');
  expect(shared.value('b', 'i1')).toBe('i1');
  expect(shared.value('a', 'i1')).toBe('i1');
});
