import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import type { Group } from './groups.js';

/** `count`: of floats and histograms alike. */
export class CountGroup implements Group {
  constructor(private readonly output: GridSeries) {}

  fold({ kinds }: GridSeries): void {
    const { kinds: seen, values: counts } = this.output;
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] === ABSENT) continue;
      seen[step] = FLOAT;
      counts[step]!++;
    }
  }

  result(): GridSeries {
    return this.output;
  }
}

/** `group`: 1 wherever there is anything. */
export class PresenceGroup implements Group {
  constructor(private readonly output: GridSeries) {}

  fold({ kinds }: GridSeries): void {
    for (let step = 0; step < kinds.length; step++) if (kinds[step] !== ABSENT) this.output.setFloat(step, 1);
  }

  result(): GridSeries {
    return this.output;
  }
}
