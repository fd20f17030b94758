import { compareLabels } from '../../../model/labels.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import type { Grouping } from '../../../vector/grouping.js';
import { pacedSort } from '../paced-sort.js';
import type { FoldContext } from './fold.js';
import { groupingOf, groupSeries } from './groups.js';

/** The series of all groups, for aggregations that choose among them. Counts them as held until they are released. */
export class MemberGroups {
  private readonly byKey = new Map<string, GridSeries[]>();
  private readonly grouping: Grouping;
  private held = 0;

  constructor(private readonly context: FoldContext) {
    this.grouping = groupingOf(context);
  }

  add(series: GridSeries): void {
    const points = series.kinds.length;
    this.context.evaluation.budget.hold(points);
    this.held += points;
    const key = this.grouping.keyOf(series.labels);
    const group = this.byKey.get(key);
    if (group === undefined) this.byKey.set(key, [series]);
    else group.push(series);
  }

  all(): GridSeries[][] {
    return [...this.byKey.values()];
  }

  /** As `all`, with the members of each group in the order of their labels, so that the store's order does not show. */
  async ordered(): Promise<GridSeries[][]> {
    const { pace } = this.context.evaluation;
    const groups: GridSeries[][] = [];
    for (const members of this.byKey.values()) {
      groups.push(await pacedSort(members, (a, b) => compareLabels(a.labels, b.labels), pace));
    }
    return groups;
  }

  /** An empty series for the group that this one is of. */
  outputFor(member: GridSeries): GridSeries {
    return groupSeries(this.grouping, member, member.kinds.length);
  }

  release(): void {
    this.context.evaluation.budget.release(this.held);
    this.held = 0;
  }
}
