import { formatFloat } from '../../../lib/format-float.js';
import { quoteGo } from '../../../lib/go-quote.js';
import { QuartetError } from '../../../model/errors.js';
import { ABSENT, FLOAT, type GridSeries } from '../../../vector/grid-series.js';
import { Grouping, withLabel } from '../../../vector/grouping.js';
import { histogramText } from '../../histogram/text.js';
import type { Fold, FoldContext } from './fold.js';
import { groupSeries } from './groups.js';
import { textParameter } from './parameters.js';

/** `count_values`: how often each value comes, with the value in a label. */
export class CountValuesFold implements Fold {
  private readonly label: string;
  private readonly grouping: Grouping;
  private readonly counts = new Map<string, GridSeries>();

  constructor(private readonly context: FoldContext) {
    const { node } = context;
    this.label = textParameter(context);
    if (this.label === '' || !isUnicode(this.label)) {
      throw new QuartetError('execution', `invalid label name ${quoteGo(this.label)}`);
    }
    this.grouping = new Grouping(node.without ? node.grouping : [...node.grouping, this.label], node.without);
  }

  add(series: GridSeries): void {
    const { kinds, values } = series;
    const byText = new Map<string, GridSeries>();
    let lastValue: number | undefined;
    let last: GridSeries | undefined;
    for (let step = 0; step < kinds.length; step++) {
      if (kinds[step] === ABSENT) continue;
      const value = kinds[step] === FLOAT ? values[step]! : undefined;
      if (last === undefined || value === undefined || !Object.is(value, lastValue)) {
        const text = value === undefined ? histogramText(series.histogram(step)) : formatFloat(value);
        last = byText.get(text) ?? this.countOf(series, text);
        byText.set(text, last);
        lastValue = value;
      }
      last.setFloat(step, last.values[step]! + 1);
    }
  }

  private countOf(series: GridSeries, text: string): GridSeries {
    const labels = withLabel(series.labels, this.label, text);
    const key = this.grouping.keyOf(labels);
    let count = this.counts.get(key);
    if (count === undefined) {
      const { budget, grid } = this.context.evaluation;
      budget.hold(grid.count);
      count = groupSeries(this.grouping, series.withLabels(labels), grid.count);
      this.counts.set(key, count);
    }
    return count;
  }

  results(): GridSeries[] {
    const { budget, grid } = this.context.evaluation;
    budget.release(this.counts.size * grid.count);
    return [...this.counts.values()];
  }
}

/** Half a surrogate pair is what the parser makes of bytes that are no UTF-8. */
const isUnicode = (text: string): boolean => !/\p{Surrogate}/u.test(text);
