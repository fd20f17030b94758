import { expect, it } from 'vitest';
import type { QueryLimits } from '../interface.js';
import { afterSettling, settledEngine } from './settled-engine.js';

const LIMITS: QueryLimits = { timeoutMs: 1000, maxMemory: 1000 };

/** An engine of which each settling is ended by hand; `log` says what happened in which order. */
function engineUnderTest() {
  const log: string[] = [];
  const settlings: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const engine = settledEngine(
    {
      // biome-ignore lint/correctness/useYield: an answer without rows
      async *query(sql: string) {
        log.push(sql);
      },
    },
    () => {
      log.push('settle');
      return new Promise((resolve, reject) => settlings.push({ resolve, reject }));
    },
  );
  const ask = async (sql: string, limits = LIMITS) => {
    for await (const _ of engine.query(sql, {}, limits));
  };
  return { log, settlings, ask };
}

it('asks once what was acknowledged before is in the tables', async () => {
  const { log, settlings, ask } = engineUnderTest();
  const asked = ask('a');
  expect(log).toEqual(['settle']);
  settlings[0]!.resolve();
  await asked;
  expect(log).toEqual(['settle', 'a']);
});

it('begins one settling more for all who come while one is under way', async () => {
  const { log, settlings, ask } = engineUnderTest();
  const first = ask('a');
  const others = [ask('b'), ask('c')];
  expect(log).toEqual(['settle']);
  settlings[0]!.resolve();
  await first;
  expect(log.toSorted()).toEqual(['a', 'settle', 'settle']);
  settlings[1]!.resolve();
  await Promise.all(others);
  expect(log.slice(3).toSorted()).toEqual(['b', 'c']);
});

it('settles anew for who comes when all are answered', async () => {
  const { log, settlings, ask } = engineUnderTest();
  const first = ask('a');
  const second = ask('b');
  settlings[0]!.resolve();
  await first;
  settlings[1]!.resolve();
  await second;
  const third = ask('c');
  expect(log.filter((what) => what === 'settle')).toHaveLength(3);
  settlings[2]!.resolve();
  await third;
});

it('fails only those who wait for the settling that failed', async () => {
  const { settlings, ask } = engineUnderTest();
  const first = ask('a');
  const second = ask('b');
  settlings[0]!.reject(new Error('the engine is away'));
  await expect(first).rejects.toThrow('the engine is away');
  settlings[1]!.resolve();
  await second;
});

it('lets the further queries of a question pass', async () => {
  const { log, ask } = engineUnderTest();
  await ask('a', afterSettling(LIMITS));
  expect(log).toEqual(['a']);
});
