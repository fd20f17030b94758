import { describe, expect, it } from 'vitest';
import { nextTurn } from './turns.js';

describe('nextTurn', () => {
  it('gives each turn of the event loop to one caller, in order', async () => {
    let turn = 0;
    let counting = true;
    const count = (): void => {
      turn++;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const given: { caller: number; turn: number }[] = [];
    await Promise.all(
      [0, 1, 2].map(async (caller) => {
        for (let i = 0; i < 2; i++) {
          await nextTurn();
          given.push({ caller, turn });
        }
      }),
    );
    counting = false;
    expect(given.map(({ caller }) => caller)).toEqual([0, 1, 2, 0, 1, 2]);
    expect(new Set(given.map((one) => one.turn)).size).toBe(6);
  });
});
