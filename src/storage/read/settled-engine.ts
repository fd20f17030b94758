import type { Engine, QueryParams } from '../engine/engine.js';
import type { QueryLimits } from '../interface.js';
import type { Block } from '../native/block-reader.js';

/** Limits of a query that follows one of the same question, which has waited already. */
interface SettledLimits extends QueryLimits {
  readonly isSettled?: boolean;
}

/** For the further queries of a question: what was acknowledged before it is in the tables since its first one. */
export const afterSettling = (limits: QueryLimits): QueryLimits => ({ ...limits, isSettled: true }) as SettledLimits;

/**
 * The engine as readers see it: a query waits until what was acknowledged before it is in the tables, so that whoever has
 * an answer to a write can read it. `settle` is never called while it is under way: each call may cost an insert, and who
 * comes meanwhile shares the next one.
 */
export function settledEngine(engine: Pick<Engine, 'query'>, settle: () => Promise<void>): Pick<Engine, 'query'> {
  const settled = oneAtATime(settle);
  return {
    async *query(sql: string, params: QueryParams, limits: SettledLimits): AsyncGenerator<Block> {
      if (limits.isSettled !== true) await settled();
      yield* engine.query(sql, params, limits);
    },
  };
}

/** Each call is answered by a run that begins after it, and one run may answer many. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    next = undefined;
    const begun = run().finally(() => {
      if (next === undefined) current = undefined;
    });
    current = begun;
    return begun;
  };
  return () => {
    if (current === undefined) return begin();
    next ??= current.then(begin, begin);
    return next;
  };
}
