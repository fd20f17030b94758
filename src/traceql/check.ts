import type { Query } from './ast.js';
import { checkMetrics } from './check-metrics.js';
import { checkPipeline } from './check-spansets.js';

/** Throws Tempo's text for the first mistake of meaning in a query, in the order in which it stands there. */
export function check({ root }: Query): void {
  if (root.kind === 'pipeline') checkPipeline(root);
  else checkMetrics(root);
}
