import { describe, expect, it, vi } from 'vitest';
import { nextTurn, Stretch } from './turns.js';

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

describe('Stretch', () => {
  it('is over after some milliseconds, unless somebody rested meanwhile', async () => {
    let now = performance.now() + 1_000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const stretch = new Stretch();
    const isOver = [stretch.isOver];
    now += 6;
    isOver.push(stretch.isOver);
    await nextTurn();
    isOver.push(stretch.isOver);
    now += 6;
    isOver.push(stretch.isOver);
    await stretch.rest();
    isOver.push(stretch.isOver);
    clock.mockRestore();
    expect(isOver).toEqual([false, true, false, true, false]);
  });
});
