/** The metric types of both protocol versions, by their number. */
const TYPES = ['unknown', 'counter', 'gauge', 'histogram', 'gaugehistogram', 'summary', 'info', 'stateset'] as const;

/** The name of a metric type; numbers that no version knows mean `unknown`. */
export const metricTypeName = (type: number): string => TYPES[type] ?? 'unknown';

/** What the series of one family add to its name. */
const SERIES_SUFFIXES: Readonly<Record<string, RegExp>> = {
  histogram: /_(?:bucket|count|sum)$/,
  gaugehistogram: /_(?:bucket|gcount|gsum)$/,
  summary: /_(?:count|sum)$/,
};

/** The family that a series belongs to, by its name and type: remote write 2.0 describes series, we keep families. */
export function familyOf(seriesName: string, type: string): string {
  const suffix = SERIES_SUFFIXES[type];
  return suffix === undefined ? seriesName : seriesName.replace(suffix, '');
}
