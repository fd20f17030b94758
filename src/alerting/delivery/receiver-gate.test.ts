import { expect, it } from 'vitest';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { ReceiverGate } from './receiver-gate.js';

it('spends no turn on what was given up while it waited', async () => {
  const clock = new DrivenClock(0);
  const gate = new ReceiverGate(clock);
  const begun: string[] = [];
  let isOver = false;
  const ask = async (name: string, over: () => boolean) =>
    gate.run(async () => {
      begun.push(name);
    }, over);
  for (let i = 0; i < 100; i++) await ask('first', () => false);
  for (let i = 0; i < 1000; i++) await ask('given up', () => isOver);
  await ask('last', () => false);
  expect(begun).toHaveLength(100);
  isOver = true;
  await clock.advance(10);
  expect(begun.slice(100)).toEqual(['last']);
});
