import type { LineFilter, Stage } from '../ast.js';
import { comparisonsFirst } from './comparisons-first.js';

/**
 * The stages in the order in which they are run: as Loki, line filters before everything that does not write the line anew,
 * because they cost least; before `decolorize` too.
 */
export function stageOrder(stages: readonly Stage[]): Stage[] {
  const ordered: Stage[] = [];
  let filters: LineFilter[] = [];
  let others: Stage[] = [];
  for (const stage of stages) {
    if (stage.kind === 'line-filter') filters.push(stage);
    else others.push(stage);
    if (stage.kind !== 'line-format' && stage.kind !== 'unpack') continue;
    ordered.push(...filters, ...others);
    filters = [];
    others = [];
  }
  return comparisonsFirst([...ordered, ...filters, ...others]);
}
