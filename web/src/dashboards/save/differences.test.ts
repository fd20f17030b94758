import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences';

describe('differences', () => {
  it.each([
    ['nothing', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ['what the server counts', { version: 1, id: 1 }, { version: 2, id: 1 }, []],
    ['a value', { title: 'a' }, { title: 'b' }, ['changed title']],
    ['a member more', {}, { a: { b: 1 } }, ['added a']],
    ['a member less', { a: 1, b: undefined }, {}, ['removed a']],
    [
      'a panel, also when it has moved in the list',
      { panels: [{ id: 3, title: 'P', unit: 's' }, { id: 4 }] },
      { panels: [{ id: 4 }, { id: 3, title: 'P', unit: 'ms' }] },
      ['changed panels › 3 P › unit'],
    ],
    [
      'one of a list without names',
      { tags: ['a', 'b'] },
      { tags: ['a', 'c', 'd'] },
      ['changed tags › 2', 'added tags › 3'],
    ],
    ['another kind of value', { a: [] }, { a: {} }, ['changed a']],
  ])('%s', (_, before, after, expected) => {
    expect(differencesOf(before, after).map(({ kind, path }) => `${kind} ${path}`)).toEqual(expected);
  });
});
