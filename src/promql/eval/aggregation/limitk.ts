import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import type { Fold, FoldContext } from './fold.js';
import { MemberGroups } from './member-groups.js';
import { countParameter } from './parameters.js';

/** `limitk`: of each group so many series at each step, the first by their labels. */
export class LimitkFold implements Fold {
  private readonly groups: MemberGroups;
  private readonly limits: Float64Array;
  private readonly isEmpty: boolean;

  constructor(context: FoldContext) {
    this.groups = new MemberGroups(context);
    this.limits = countParameter(context);
    this.isEmpty = this.limits.every((limit) => limit === 0);
  }

  add(series: GridSeries): void {
    if (!this.isEmpty) this.groups.add(series);
  }

  async results(): Promise<GridSeries[]> {
    const groups = await this.groups.ordered();
    this.groups.release();
    return groups.flatMap((members) => this.first(members));
  }

  private first(members: readonly GridSeries[]): GridSeries[] {
    const taken = new Float64Array(this.limits.length);
    for (const series of members) {
      for (let step = 0; step < taken.length; step++) {
        if (series.kinds[step] === ABSENT) continue;
        if (taken[step]! < this.limits[step]!) taken[step]!++;
        else series.clear(step);
      }
    }
    return members.filter((series) => !series.isEmpty);
  }
}
