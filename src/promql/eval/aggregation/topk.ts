import { type GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
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
    for (const members of await this.groups.ordered()) {
      const heaps = await this.heapsOf(members);
      for (const series of await this.chosen(members, heaps)) results.push(series);
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
    for (const [member, series] of members.entries()) {
      heaps.offer(series, member);
      if (series.histograms !== undefined) this.noteHistograms(series);
      if (pace.isDue) await pace.rest();
    }
    budget.release(room);
    return heaps;
  }

  private noteHistograms({ kinds }: GridSeries): void {
    if (kinds.some((kind, step) => kind === HISTOGRAM && this.limits[step]! > 0)) this.context.notes.ignoredHistogram();
  }

  /** Takes away all points that are in no heap. */
  private async chosen(members: readonly GridSeries[], heaps: StepHeaps): Promise<GridSeries[]> {
    const { pace } = this.context.evaluation;
    const steps = this.limits.length;
    if (steps === 1) return heaps.orderedMembersAt(0).map((member) => members[member]!);
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
      if (pace.isDue) await pace.rest();
    }
    return [...kept].map(([member, points]) => {
      const series = members[member]!;
      for (let step = 0; step < steps; step++) if (points[step] === 0) series.clear(step);
      return series;
    });
  }
}
