import { QuartetError } from '../../../model/errors.js';
import { ABSENT, type GridSeries } from '../../../vector/grid-series.js';
import type { Evaluation } from '../evaluation.js';

const tooMany = (max: number): QuartetError =>
  new QuartetError(
    'invalid_argument',
    `maximum number of series (${max}) reached for a single query; consider reducing query cardinality by adding more specific stream selectors, reducing the time range, or aggregating results with functions like sum(), count() or topk()`,
  );

/** Throws when more series have a point at one step than a query may have. */
export function checkSeriesCount(series: readonly GridSeries[], { grid, maxSeries }: Evaluation): void {
  if (series.length <= maxSeries) return;
  const counts = new Uint32Array(grid.count);
  for (const { kinds } of series) {
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] !== ABSENT && ++counts[step]! > maxSeries) throw tooMany(maxSeries);
    }
  }
}

/** Throws when an answer has more series than a query may have. */
export function checkAnswerCount(series: readonly GridSeries[], { maxSeries }: Evaluation): void {
  if (series.length > maxSeries) throw tooMany(maxSeries);
}
