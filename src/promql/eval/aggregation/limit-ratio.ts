import { QuartetError } from '../../../model/errors.js';
import type { GridSeries } from '../../../vector/grid-series.js';
import type { Fold, FoldContext } from './fold.js';
import { type LabelPlacing, labelPlacing } from './label-hash.js';
import { scalarParameter } from './parameters.js';

/**
 * `limit_ratio`: the part of the series whose labels are placed below a ratio; of a negative one the part that the ratio
 * of opposite sense leaves. Groups do not matter to it.
 */
export async function limitRatioFold(context: FoldContext): Promise<Fold> {
  const ratios = scalarParameter(context);
  if (ratios.some(Number.isNaN)) throw new QuartetError('execution', 'Ratio value is NaN');
  context.notes.badRatios(ratios);
  return new LimitRatioFold(ratios, await labelPlacing());
}

class LimitRatioFold implements Fold {
  private readonly kept: GridSeries[] = [];

  constructor(
    private readonly ratios: Float64Array,
    private readonly placeOf: LabelPlacing,
  ) {}

  add(series: GridSeries): void {
    const place = this.placeOf(series.labels);
    for (let step = 0; step < this.ratios.length; step++) {
      const ratio = Math.min(1, Math.max(-1, this.ratios[step]!));
      const isWithin = ratio >= 0 ? place < ratio : place >= 1 + ratio;
      if (!isWithin) series.clear(step);
    }
    if (!series.isEmpty) this.kept.push(series);
  }

  results(): GridSeries[] {
    return this.kept;
  }
}
