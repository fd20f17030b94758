import type { Engine } from '../../engine/engine.js';
import { afterSettling } from '../settled-engine.js';

/**
 * The engine for the queries of one question: once one of them was answered, what was acknowledged before the question is
 * in the tables, and those that follow wait for no insert of their own (`settledEngine`).
 */
export function settledOnce(engine: Pick<Engine, 'query'>): Pick<Engine, 'query'> {
  let isSettled = false;
  return {
    async *query(sql, params, limits) {
      for await (const block of engine.query(sql, params, isSettled ? afterSettling(limits) : limits)) {
        isSettled = true;
        yield block;
      }
      isSettled = true;
    },
  };
}
