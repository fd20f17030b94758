import { filteredLabels } from '../../model/filtered-labels.js';
import type { Grouping, RangeAggregation, Stage } from '../ast.js';

/**
 * The labels that the stages of a range aggregation and its groupings look at, so that parsers need not find others;
 * `undefined` when all may matter. `outer`: the grouping of a `sum` around it.
 */
export function neededLabels(node: RangeAggregation, outer: Grouping | undefined): ReadonlySet<string> | undefined {
  const grouping = outer ?? node.grouping;
  if (grouping === undefined || grouping.without || node.grouping?.without) return undefined;
  const needed = new Set(grouping.labels);
  for (const name of node.grouping?.labels ?? []) needed.add(name);
  if (node.range.unwrap !== undefined) {
    needed.add(node.range.unwrap.label);
    for (const name of node.range.unwrap.filters.flatMap(filteredLabels)) needed.add(name);
  }
  for (const stage of node.range.log.stages) if (!addStage(stage, needed)) return undefined;
  return needed;
}

/** False where a stage may look at any label. */
function addStage(stage: Stage, needed: Set<string>): boolean {
  switch (stage.kind) {
    case 'label-filter':
      for (const name of filteredLabels(stage.filter)) needed.add(name);
      return true;
    case 'label-format':
    case 'line-format':
    case 'keep':
      return false;
    default:
      return true;
  }
}
