import type { Engine, QueryParams } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';

/**
 * The engine as readers see it: a query waits until what was acknowledged before it is in the tables, so that whoever has
 * an answer to a write can read it.
 */
export function settledEngine(engine: Pick<Engine, 'query'>, settle: () => Promise<void>): Pick<Engine, 'query'> {
  return {
    async *query(sql: string, params: QueryParams, limits: QueryLimits): AsyncGenerator<Block> {
      await settle();
      yield* engine.query(sql, params, limits);
    },
  };
}
