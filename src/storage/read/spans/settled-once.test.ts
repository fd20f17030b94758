import { expect, it } from 'vitest';
import type { QueryLimits } from '../../interface.js';
import { afterSettling } from '../settled-engine.js';
import { settledOnce } from './settled-once.js';

const LIMITS: QueryLimits = { timeoutMs: 1000, maxMemory: 1000 };
const FURTHER = afterSettling(LIMITS);

function engineUnderTest() {
  const asked: [string, QueryLimits][] = [];
  const engine = settledOnce({
    // biome-ignore lint/correctness/useYield: an answer without rows
    async *query(sql, _params, limits) {
      asked.push([sql, limits]);
      if (sql === 'fails') throw new Error('the engine is away');
    },
  });
  const ask = async (sql: string) => {
    for await (const _ of engine.query(sql, {}, LIMITS));
  };
  return { asked, ask };
}

it('waits for what was acknowledged with the first query alone', async () => {
  const { asked, ask } = engineUnderTest();
  await ask('a');
  await ask('b');
  expect(asked).toEqual([
    ['a', LIMITS],
    ['b', FURTHER],
  ]);
});

it('waits with each that is asked before one is answered', async () => {
  const { asked, ask } = engineUnderTest();
  await Promise.all([ask('a'), ask('b')]);
  expect(asked).toEqual([
    ['a', LIMITS],
    ['b', LIMITS],
  ]);
});

it('waits again where the first query failed', async () => {
  const { asked, ask } = engineUnderTest();
  await expect(ask('fails')).rejects.toThrow('the engine is away');
  await ask('b');
  expect(asked[1]).toEqual(['b', LIMITS]);
});
