import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { Group } from './groups.js';
import type { AggregationNotes } from './notes.js';

/** `min` and `max`. NaN is a result only where there is nothing else. */
class ExtremeGroup implements Group {
  constructor(
    private readonly output: GridSeries,
    private readonly notes: AggregationNotes,
    /** 1 for max, -1 for min. */
    private readonly direction: 1 | -1,
  ) {}

  fold({ kinds, values }: GridSeries): void {
    const { kinds: seen, values: extremes } = this.output;
    const { direction } = this;
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] === FLOAT) {
        const value = values[step]!;
        const extreme = extremes[step]!;
        if (seen[step] === ABSENT || direction * value > direction * extreme || Number.isNaN(extreme)) {
          seen[step] = FLOAT;
          extremes[step] = value;
        }
      } else if (kinds[step] !== ABSENT) this.notes.ignoredHistogram();
    }
  }

  result(): GridSeries {
    return this.output;
  }
}

export const minGroup = (output: GridSeries, notes: AggregationNotes): Group => new ExtremeGroup(output, notes, -1);

export const maxGroup = (output: GridSeries, notes: AggregationNotes): Group => new ExtremeGroup(output, notes, 1);
