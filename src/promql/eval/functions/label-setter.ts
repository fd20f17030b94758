import { QuartetError } from '../../../model/errors.js';
import { METRIC_NAME, withLabel } from '../../../model/labels.js';
import type { GridSeries } from '../../../vector/grid-series.js';

/** Characters of one value that a query may make: nested calls could double it each time. */
export const MAX_LABEL_TEXT = 65_536;
/** Characters of all values that one call may make. */
const MAX_TEXT_OF_CALL = 1024 * MAX_LABEL_TEXT;

/** Throws unless this may be a label's name: any text of Unicode characters. */
export function checkLabelName(name: string, role: 'destination' | 'source', functionName: string): void {
  if (name !== '' && !/\p{Surrogate}/u.test(name)) return;
  throw new QuartetError('execution', `invalid ${role} label name in ${functionName}(): ${name}`);
}

/** Sets one label of many series anew. */
export class LabelSetter {
  private total = 0;

  /** Throws `execution` where there is no such label. */
  constructor(
    private readonly name: string,
    private readonly functionName: string,
  ) {
    checkLabelName(name, 'destination', functionName);
  }

  /**
   * The series with the label; the empty value takes it away. A metric name that is set is no longer to be dropped.
   * Throws `limit_exceeded` when values grow beyond all use.
   */
  set(series: GridSeries, value: string): GridSeries {
    this.total += value.length;
    if (value.length > MAX_LABEL_TEXT || this.total > MAX_TEXT_OF_CALL) {
      throw new QuartetError(
        'limit_exceeded',
        `values of label ${this.name} become too long in ${this.functionName}()`,
      );
    }
    const changed = series.withLabels(withLabel(series.labels, this.name, value));
    if (this.name === METRIC_NAME) changed.dropName = false;
    return changed;
  }
}
