import { beforeEach, expect, it } from 'vitest';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import type { WriteBatch } from '../../model/batch.js';
import { SharedWrites } from './shared-writes.js';

let clock: DrivenClock;
let written: string[];
let writes: SharedWrites;

beforeEach(() => {
  clock = new DrivenClock(0);
  written = [];
  const write = async ({ tenant }: WriteBatch) => {
    written.push(`${tenant} ${clock.now()}`);
    if (tenant === 'bad') throw new Error('the disk is full');
  };
  writes = new SharedWrites({ write }, clock, 100);
});

it('holds those that come soon after another, and gives them away together', async () => {
  const done = ['a', 'b', 'c'].map((tenant) => writes.write({ tenant }));
  await clock.advance(60);
  done.push(writes.write({ tenant: 'd' }));
  expect(written).toEqual(['a 0']);
  await clock.advance(40);
  await Promise.all(done);
  expect(written).toEqual(['a 0', 'b 100', 'c 100', 'd 100']);
  await clock.advance(100);
  await writes.write({ tenant: 'e' });
  expect(written.at(-1)).toBe('e 200');
});

it('tells each of its own failure', async () => {
  await writes.write({ tenant: 'a' });
  const bad = writes.write({ tenant: 'bad' }).catch((error: Error) => error.message);
  const good = writes.write({ tenant: 'good' });
  await clock.advance(100);
  await expect(bad).resolves.toBe('the disk is full');
  await expect(good).resolves.toBeUndefined();
});

it('holds nothing once it is released', async () => {
  const done = [writes.write({ tenant: 'a' }), writes.write({ tenant: 'b' })];
  writes.release();
  await Promise.all([...done, writes.write({ tenant: 'c' })]);
  expect(written).toEqual(['a 0', 'b 0', 'c 0']);
});
