import { METRIC_NAME } from '../model/labels.js';
import type { Expression } from '../promql/ast.js';
import { childrenOf } from '../promql/children.js';
import { selectorsOf } from '../promql/selectors-of.js';

/** Names of the metrics that an expression reads; undefined where one of its selectors names none. */
export function metricsReadBy(expression: Expression): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { matchers } of selectorsOf(expression)) {
    const name = matchers.find((matcher) => matcher.name === METRIC_NAME && matcher.op === '=');
    if (name === undefined) return undefined;
    names.add(name.value);
  }
  return readsMore(expression) ? undefined : names;
}

/** `info` reads series that stand in no selector. */
function readsMore(expression: Expression): boolean {
  const open: Expression[] = [expression];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'call' && next.function.name === 'info') return true;
    open.push(...childrenOf(next));
  }
  return false;
}
