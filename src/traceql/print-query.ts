import type { Query } from './ast.js';
import { printPipeline } from './print.js';
import { printMetrics } from './print-metrics.js';
import { printStatic } from './print-static.js';

/** A query on one line; parsed again, it is the same. */
export function printQuery({ root, hints }: Query): string {
  const text = root.kind === 'pipeline' ? printPipeline(root) : printMetrics(root);
  const listed = hints.map(({ name, value }) => `${name}=${printStatic(value)}`).join(', ');
  return hints.length === 0 ? text : `${text} with (${listed})`;
}
