import { QuartetError } from '../../../model/errors.js';
import { METRIC_NAME, withLabel } from '../../../model/labels.js';
import type { GridSeries } from '../../../vector/grid-series.js';

/** Throws unless this may be a label's name: any text of Unicode characters. */
export function checkLabelName(name: string, role: 'destination' | 'source', functionName: string): void {
  if (name !== '' && !/\p{Surrogate}/u.test(name)) return;
  throw new QuartetError('execution', `invalid ${role} label name in ${functionName}(): ${name}`);
}

/** The series with a label set anew; the empty value takes it away. A metric name that is set is no longer to be dropped. */
export function setLabel(series: GridSeries, name: string, value: string): GridSeries {
  const changed = series.withLabels(withLabel(series.labels, name, value));
  if (name === METRIC_NAME) changed.dropName = false;
  return changed;
}
