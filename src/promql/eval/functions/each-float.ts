import { FLOAT, type GridSeries, HISTOGRAM } from '../../../vector/grid-series.js';
import type { FunctionImplementation } from './implementation.js';

/**
 * Puts in place of each float what `change` makes of it; undefined takes the point away. Histograms are taken away: the
 * functions of floats act as if they were not there.
 */
export function changeFloats(series: GridSeries, change: (value: number, step: number) => number | undefined): void {
  const { kinds, values } = series;
  for (let step = 0; step < kinds.length; step++) {
    if (kinds[step] === HISTOGRAM) series.clear(step);
    if (kinds[step] !== FLOAT) continue;
    const changed = change(values[step]!, step);
    if (changed === undefined) series.clear(step);
    else values[step] = changed;
  }
}

/** A function of an instant vector that looks at nothing but the floats, one by one. */
export const ofEachFloat = (change: (value: number) => number): FunctionImplementation => ({
  kind: 'elements',
  prepare: async () => (series) => changeFloats(series, change),
});
