import type { Expression } from './expression.js';
import { inputsOf } from './kinds.js';

interface Query extends Expression {
  readonly hide?: boolean | undefined;
}

/** The queries and expressions that those expressions which are shown hang on, directly and through others. */
export function neededBy<One extends Query>(
  queries: readonly One[],
  isExpression: (query: One) => boolean,
): ReadonlySet<string> {
  const needed = new Set<string>();
  const need = (query: One): void => {
    if (!isExpression(query)) return;
    for (const refId of inputsOf(query)) {
      if (needed.has(refId)) continue;
      needed.add(refId);
      const input = queries.find((one) => one.refId === refId);
      if (input !== undefined) need(input);
    }
  };
  for (const query of queries) if (query.hide !== true) need(query);
  return needed;
}
