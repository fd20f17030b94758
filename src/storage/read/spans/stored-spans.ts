import { MS_PER_DAY } from '../../../model/series.js';
import type { TimeRangeMs } from '../../interface.js';
import type { SelectedSeries } from '../metrics/series-source.js';

/** How much of a range (ms) lies on days on which there are samples under a metric name; all of it where they are not known. */
export function storedSpans(
  { daysOf }: Pick<SelectedSeries, 'daysOf'>,
  { start, end }: TimeRangeMs,
): (name: string) => number {
  const spans = new Map<string, number>();
  const measure = (name: string): number => {
    const days = daysOf?.(name);
    if (days === undefined) return end - start;
    let span = 0;
    for (const day of days) {
      const from = Math.max(start, day * MS_PER_DAY);
      span += Math.max(0, Math.min(end, (day + 1) * MS_PER_DAY) - from);
    }
    return span;
  };
  return (name) => {
    const span = spans.get(name) ?? measure(name);
    spans.set(name, span);
    return span;
  };
}
