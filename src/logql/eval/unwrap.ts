import type { Unwrap } from '../ast.js';
import { LABEL_NUMBERS } from './label-number.js';
import type { PipelineEntry } from './stage.js';
import { compileFilter } from './stages/label-filter.js';

/** What conversions read, and what they make of it: durations become seconds. */
const CONVERSIONS: Readonly<Record<Unwrap['conversion'] & string, { reads: keyof typeof LABEL_NUMBERS; per: number }>> =
  {
    duration: { reads: 'duration', per: 1e9 },
    duration_seconds: { reads: 'duration', per: 1e9 },
    bytes: { reads: 'bytes', per: 1 },
  };

/** What an unwrapped label is read as, and by what the number is divided. */
export const unwrapReading = (conversion: Unwrap['conversion']): { reads: keyof typeof LABEL_NUMBERS; per: number } =>
  conversion === undefined ? { reads: 'number', per: 1 } : CONVERSIONS[conversion];

/**
 * Unwrap expression. https://grafana.com/docs/loki/latest/query/metric_queries/#unwrapped-range-aggregations
 *
 * The value that an entry at the end of its pipeline adds to a range aggregation; `undefined` where the label is missing or
 * empty, or a filter behind `unwrap` leaves the entry out. A value that is no number counts 0, and fails the entry with
 * `SampleExtractionErr`, which those filters see. The label itself is still among the entry's.
 */
export function compileUnwrap(unwrap: Unwrap): (entry: PipelineEntry) => number | undefined {
  const { reads, per } = unwrapReading(unwrap.conversion);
  const numberOf = LABEL_NUMBERS[reads];
  const filters = unwrap.filters.map(compileFilter);
  return (entry) => {
    const text = entry.labels.get(unwrap.label) ?? '';
    if (text === '') return undefined;
    const number = numberOf(text);
    if ('problem' in number) entry.labels.fail('SampleExtractionErr', number.problem);
    for (const filter of filters) if (!filter(entry)) return undefined;
    return 'value' in number ? number.value / per : 0;
  };
}
