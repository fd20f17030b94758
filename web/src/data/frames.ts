import { type DataFrame, DataFrameType, type Field, FieldType, type Labels, type QueryResultMeta } from '@grafana/data';
import { DIFFERENCES } from './differing-names';

interface SeriesShape {
  readonly refId: string;
  readonly labels: Labels;
  /** ms since 1970, ascending. */
  readonly times: number[];
  readonly values: (number | null)[];
  /** Step of the query, ms: a wider distance between points is a gap. */
  readonly intervalMs?: number;
  /** The name in legends; without it the labels name the series. */
  readonly legend?: string | undefined;
  readonly meta?: QueryResultMeta;
}

/** One series in a frame of its own, as the metric data sources give them. */
export function seriesFrame({ refId, labels, times, values, intervalMs, legend, meta }: SeriesShape): DataFrame {
  return {
    refId,
    ...(legend !== undefined && { name: legend }),
    meta: { type: DataFrameType.TimeSeriesMulti, typeVersion: [0, 1], ...meta },
    fields: [
      {
        name: 'Time',
        type: FieldType.time,
        config: intervalMs === undefined ? {} : { interval: intervalMs },
        values: times,
      },
      {
        name: 'Value',
        type: FieldType.number,
        labels,
        config: legend === undefined ? {} : { displayNameFromDS: legend },
        values,
      },
    ],
    length: times.length,
  };
}

export const field = (name: string, type: FieldType, values: unknown[], config: Field['config'] = {}): Field => ({
  name,
  type,
  config,
  values,
});

export const frameOf = (refId: string, fields: Field[], meta?: QueryResultMeta, name?: string): DataFrame => ({
  refId,
  ...(name !== undefined && { name }),
  ...(meta && { meta }),
  fields,
  length: fields[0]?.values.length ?? 0,
});

/** Numbers of Prometheus' JSON: decimal, `NaN`, `+Inf`, `-Inf`. */
export function readNumber(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

/** `name{a="1"}` as Prometheus writes a series. */
export function seriesName({ __name__ = '', ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 && __name__ !== '' ? __name__ : `${__name__}{${pairs.join(', ')}}`;
}

/**
 * The name that `legendFormat` asks for: `{{label}}` filled, `__auto` the labels or else the query, nothing the whole series.
 * `__differences` is as `__auto` for one series, as only all of them tell what differs. Undefined leaves it to the frame's labels.
 */
export function legendOf(format: unknown, labels: Labels, query: string): string | undefined {
  const isEmpty = Object.keys(labels).length === 0;
  if (format === '__auto' || format === DIFFERENCES) return isEmpty ? query : undefined;
  if (typeof format === 'string' && format !== '') return renderLegend(format, labels);
  return isEmpty ? query : seriesName(labels);
}

/** `{{label}}` replaced; that of a label the series does not have by nothing. */
export const renderLegend = (format: string, labels: Labels): string =>
  format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
