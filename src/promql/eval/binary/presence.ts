import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';

/** For each step 1 where any of the series has a point, else 0. */
export function presence(all: readonly GridSeries[], steps: number): Uint8Array {
  const present = new Uint8Array(steps);
  for (const { kinds } of all) {
    for (let step = 0; step < steps; step++) if (kinds[step] !== ABSENT) present[step] = 1;
  }
  return present;
}
