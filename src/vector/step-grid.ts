/** The points in time at which a range query is evaluated: `start`, `start + step`, … up to and including `end`; ms. */
export interface StepGrid {
  readonly start: number;
  readonly step: number;
  /** Number of points, at least 1. */
  readonly count: number;
}

export const stepGrid = (start: number, end: number, step: number): StepGrid => ({
  start,
  step,
  count: Math.floor((end - start) / step) + 1,
});

export const instant = (at: number): StepGrid => ({ start: at, step: 1, count: 1 });

export const timeAt = (grid: StepGrid, index: number): number => grid.start + index * grid.step;

export const lastTime = (grid: StepGrid): number => timeAt(grid, grid.count - 1);
