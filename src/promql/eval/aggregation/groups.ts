import { METRIC_NAME } from '../../../model/labels.js';
import { GridSeries } from '../../../vector/grid-series.js';
import { Grouping } from '../../../vector/grouping.js';
import type { Fold, FoldContext } from './fold.js';
import type { AggregationNotes } from './notes.js';

/** What an aggregation gathers of one group. */
export interface Group {
  fold(series: GridSeries): void;
  /** Called once, after the last series. */
  result(): GridSeries;
}

/** Makes the state of a group that ends in `output`, which has the group's labels and no points yet. */
export type GroupFactory = (output: GridSeries, notes: AggregationNotes) => Group;

/** Folds each series into its group, so that no more is held than the groups. */
export class GroupedFold implements Fold {
  private readonly groups = new Map<string, Group>();
  private readonly grouping: Grouping;

  constructor(
    private readonly context: FoldContext,
    private readonly create: GroupFactory,
  ) {
    this.grouping = groupingOf(context);
  }

  add(series: GridSeries): void {
    const key = this.grouping.keyOf(series.labels);
    let group = this.groups.get(key);
    if (group === undefined) {
      const { budget, grid } = this.context.evaluation;
      budget.hold(grid.count);
      group = this.create(groupSeries(this.grouping, series, grid.count), this.context.notes);
      this.groups.set(key, group);
    }
    group.fold(series);
  }

  results(): GridSeries[] {
    const { budget, grid } = this.context.evaluation;
    budget.release(this.groups.size * grid.count);
    return [...this.groups.values()].map((group) => group.result());
  }
}

export const groupingOf = ({ node }: FoldContext): Grouping => new Grouping(node.grouping, node.without);

/** An empty series for the group of a series. A name that is to be taken off later stays so in the group. */
export function groupSeries(grouping: Grouping, { labels, dropName }: GridSeries, steps: number): GridSeries {
  const output = new GridSeries(grouping.labelsOf(labels), steps);
  output.dropName = dropName && output.labels.includes(METRIC_NAME);
  return output;
}
