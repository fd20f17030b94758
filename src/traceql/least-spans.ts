import type { TraceSearch } from '../storage/span-interface.js';
import type { ScalarFilter, SpansetPipeline } from './ast.js';
import { planCondition } from './plan.js';

/**
 * How many spans of a trace a pipeline that begins with a filter asks for by `count()`: stages behind a filter only take
 * spans away. Undefined where it asks for no more than one.
 */
export function leastSpans({ stages: [first, ...rest] }: SpansetPipeline): TraceSearch['least'] {
  if (first?.kind !== 'filter') return undefined;
  const { condition } = planCondition(first.expression);
  let spans = 1;
  for (const stage of rest) {
    if (stage.kind === 'operation' || stage.kind === 'pipeline') break;
    if (stage.kind === 'scalar-filter') spans = Math.max(spans, leastCount(stage));
  }
  return spans > 1 ? { condition, spans } : undefined;
}

/** The smallest number that `count()` may be. */
function leastCount({ op, left, right }: ScalarFilter): number {
  if (left.kind !== 'aggregate' || left.op !== 'count' || right.kind !== 'static') return 1;
  const { value } = right;
  if (value.type !== 'int' && value.type !== 'float') return 1;
  const bound = Number(value.value);
  if (!Number.isSafeInteger(bound)) return 1;
  return op === '>' ? bound + 1 : op === '>=' || op === '=' ? bound : 1;
}
