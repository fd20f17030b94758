import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import { quantile } from '../../../vector/quantile.js';
import type { Fold, FoldContext } from './fold.js';
import { MemberGroups } from './member-groups.js';
import { scalarParameter } from './parameters.js';

/** `quantile`: holds the series of all groups, since any of their points may be the one asked for. */
export class QuantileFold implements Fold {
  private readonly groups: MemberGroups;
  private readonly quantiles: Float64Array;

  constructor(private readonly context: FoldContext) {
    this.groups = new MemberGroups(context);
    this.quantiles = scalarParameter(context);
    context.notes.badQuantiles(this.quantiles);
  }

  add(series: GridSeries): void {
    this.groups.add(series);
  }

  async results(): Promise<GridSeries[]> {
    const { pace } = this.context.evaluation;
    const results: GridSeries[] = [];
    for (const members of this.groups.all()) {
      const output = this.groups.outputFor(members[0]!);
      const room = new Float64Array(members.length);
      for (let step = 0; step < this.quantiles.length; step++) {
        const values = this.floatsAt(step, members, room);
        if (values.length > 0) output.setFloat(step, quantile(this.quantiles[step]!, values));
        if (pace.isDue) await pace.rest();
      }
      results.push(output);
    }
    this.groups.release();
    return results;
  }

  private floatsAt(step: number, members: readonly GridSeries[], room: Float64Array): Float64Array {
    let count = 0;
    for (const { kinds, values } of members) {
      if (kinds[step] === FLOAT) room[count++] = values[step]!;
      else if (kinds[step] !== ABSENT) this.context.notes.ignoredHistogram();
    }
    return room.subarray(0, count);
  }
}
