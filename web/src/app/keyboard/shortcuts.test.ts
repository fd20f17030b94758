import { describe, expect, it, vi } from 'vitest';
import { keyOf, matchKeys, type ShortcutGroup } from './shortcuts';

const run = vi.fn();
const groups: readonly ShortcutGroup[] = [
  { title: 'x', shortcuts: ['d k', 'd r', 'v', 'mod+o', 't left'].map((keys) => ({ keys, title: keys, run })) },
];

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('shortcuts', () => {
  it.each([
    [press('d'), 'd'],
    [press('E'), 'E'],
    [press('?'), '?'],
    [press('ArrowLeft'), 'left'],
    [press('Escape'), 'escape'],
    [press('O', { ctrlKey: true }), 'mod+o'],
    [press('o', { metaKey: true }), 'mod+o'],
  ])('%j is %s', (event, wanted) => expect(keyOf(event)).toBe(wanted));

  it('are one key or two', () => {
    expect(matchKeys(['d'], groups)).toEqual({ isBeginning: true });
    expect(matchKeys(['d', 'k'], groups).found?.title).toBe('d k');
    expect(matchKeys(['t', 'left'], groups).found?.title).toBe('t left');
    expect(matchKeys(['x'], groups)).toEqual({ isBeginning: false });
  });
});
