import { GridSeries } from '../../vector/grid-series.js';
import { timeAt } from '../../vector/step-grid.js';
import type { Evaluation } from './evaluation.js';
import type { Window, WindowFunction } from './functions/implementation.js';
import type { NamedRun, RangeVector } from './sample-runs.js';

/**
 * Slides over the samples of a series once, and gives every window that holds some to `judge`; where a window may look
 * ahead, the empty ones too.
 */
export function slide(
  run: NamedRun,
  { range, times, looksAhead }: RangeVector,
  judge: WindowFunction,
  evaluation: Evaluation,
): GridSeries {
  const { grid, budget } = evaluation;
  const { ts } = run;
  const series = new GridSeries(run.labels, grid.count);
  series.dropName = run.dropName;
  const window: Window = { from: 0, to: 0, start: 0, end: 0, time: 0, step: 0 };
  let from = 0;
  let to = 0;
  let seen = 0;
  for (let step = 0; step < grid.count; step++) {
    const end = times.at(step);
    const start = end - range;
    while (to < ts.length && ts[to]! <= end) to++;
    while (from < to && ts[from]! <= start) from++;
    if (from === to && !looksAhead) continue;
    window.from = from;
    window.to = to;
    window.start = start;
    window.end = end;
    window.time = timeAt(grid, step);
    window.step = step;
    seen += to - from;
    judge(window, series);
  }
  budget.seen += seen;
  return series;
}
