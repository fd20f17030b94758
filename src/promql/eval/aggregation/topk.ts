import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { Fold, FoldContext } from './fold.js';
import { MemberGroups } from './member-groups.js';
import { countParameter } from './parameters.js';
import { StepHeaps } from './step-heaps.js';

/** `topk` and `bottomk`: the series with the largest or smallest values at each step, at one step in that order. */
export class TopkFold implements Fold {
  private readonly groups: MemberGroups;
  private readonly limits: Float64Array;
  private readonly largest: number;

  constructor(
    private readonly context: FoldContext,
    /** 1 for topk, -1 for bottomk. */
    private readonly direction: 1 | -1,
  ) {
    this.groups = new MemberGroups(context);
    this.limits = countParameter(context);
    this.largest = this.limits.reduce((a, b) => Math.max(a, b));
  }

  add(series: GridSeries): void {
    if (this.largest > 0) this.groups.add(series);
  }

  async results(): Promise<GridSeries[]> {
    const results: GridSeries[] = [];
    for (const members of this.groups.ordered()) {
      const heaps = await this.heapsOf(members);
      for (const series of this.chosen(members, heaps)) results.push(series);
    }
    this.groups.release();
    return results;
  }

  private async heapsOf(members: readonly GridSeries[]): Promise<StepHeaps> {
    const { pace, budget } = this.context.evaluation;
    const capacity = Math.min(this.largest, members.length);
    const room = capacity * this.limits.length;
    budget.hold(room);
    const heaps = new StepHeaps(this.limits, capacity, this.direction);
    for (const [member, { kinds, values }] of members.entries()) {
      for (let step = 0; step < kinds.length; step++) {
        if (kinds[step] === FLOAT) heaps.offer(step, values[step]!, member);
        else if (kinds[step] !== ABSENT && this.limits[step]! > 0) this.context.notes.ignoredHistogram();
      }
      if (pace.isDue) await pace.rest();
    }
    budget.release(room);
    return heaps;
  }

  /** Takes away all points that are in no heap. */
  private chosen(members: readonly GridSeries[], heaps: StepHeaps): GridSeries[] {
    const steps = this.limits.length;
    if (steps === 1) return heaps.membersAt(0).map((member) => members[member]!);
    const kept = new Map<number, Uint8Array>();
    for (let step = 0; step < steps; step++) {
      for (const member of heaps.membersAt(step)) {
        let points = kept.get(member);
        if (points === undefined) {
          points = new Uint8Array(steps);
          kept.set(member, points);
        }
        points[step] = 1;
      }
    }
    return [...kept].map(([member, points]) => {
      const series = members[member]!;
      for (let step = 0; step < steps; step++) if (points[step] === 0) series.clear(step);
      return series;
    });
  }
}
