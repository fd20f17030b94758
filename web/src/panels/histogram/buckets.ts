import {
  buildHistogram,
  type DataFrame,
  type Field,
  FieldType,
  type GrafanaTheme2,
  getDisplayProcessor,
  getFieldDisplayName,
  getHistogramFields,
  type HistogramFields,
  joinHistograms,
} from '@grafana/data';
import { alphaed } from '../../charts/canvas-colors';
import { customOf } from '../../charts/options/graph-field';
import type { Rect } from '../../charts/rects/rect';
import { seriesColor } from '../../charts/series-color';
import { stack } from '../../charts/stacking';
import { unique } from '../../charts/unique-names';
import { HISTOGRAM_DEFAULTS, type HistogramField, type HistogramOptions } from './options';

interface HistogramSeries {
  readonly name: string;
  readonly color: string;
  /** Of the counts. */
  readonly field: Field;
  readonly config: HistogramField;
  readonly counts: readonly number[];
}

export interface Buckets {
  /** Lower and upper ends of each bucket, ascending. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The buckets as rows: their ends, and a count of each series. */
  readonly frame: DataFrame;
  /** Writes values on the axis of buckets. */
  readonly valueField: Field;
  readonly series: readonly HistogramSeries[];
}

/** Frames that are histograms already as they are; of others the values counted in buckets. A text says why not. */
export function bucketsOf(
  frames: readonly DataFrame[],
  options: HistogramOptions,
  theme: GrafanaTheme2,
): Buckets | string {
  const filled = frames.filter(({ length }) => length > 0);
  if (filled.length === 0) return 'No data';
  const given = filled.flatMap((frame) => getHistogramFields(frame) ?? []);
  const found = given.length > 0 ? joinHistograms(given) : counted(filled, options, theme);
  if (found === undefined || found.counts.length === 0 || found.xMin.values.length === 0)
    return 'The data has no number field';
  const names = unique(found.counts.map((field) => getFieldDisplayName(field)));
  return {
    frame: { fields: [found.xMin, found.xMax, ...found.counts], length: found.xMin.values.length },
    from: found.xMin.values,
    to: found.xMax.values,
    valueField: writing(found.xMin, filled, theme),
    series: found.counts.map((field, i) => ({
      name: names[i]!,
      color: seriesColor(field, theme),
      field,
      config: customOf(field, HISTOGRAM_DEFAULTS),
      counts: field.values.map((count) => Number(count ?? 0)),
    })),
  };
}

function counted(
  frames: readonly DataFrame[],
  { bucketSize, bucketCount, bucketOffset, combine }: HistogramOptions,
  theme: GrafanaTheme2,
): HistogramFields | undefined {
  const finite = frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => finiteOf(field, frame, frames)),
  }));
  const built = buildHistogram(
    finite,
    {
      ...(bucketSize && { bucketSize }),
      ...(bucketCount && { bucketCount }),
      ...(bucketOffset && { bucketOffset }),
      ...(combine && { combine }),
    },
    theme,
  );
  return built ?? undefined;
}

/** Values that are no numbers have no bucket. Counts are called as the series is, which its frame tells. */
function finiteOf(field: Field, frame: DataFrame, frames: readonly DataFrame[]): Field {
  if (field.type !== FieldType.number) return field;
  const displayName = getFieldDisplayName(field, frame, [...frames]);
  const values = field.values.filter(Number.isFinite);
  return { ...field, values, state: { ...field.state, displayName, multipleFrames: false } };
}

/** The ends of buckets have the unit of the values that were counted. */
function writing(xMin: Field, frames: readonly DataFrame[], theme: GrafanaTheme2): Field {
  const counted = frames.flatMap(({ fields }) => fields).find(({ type }) => type === FieldType.number);
  const unit = xMin.config.unit ?? counted?.config.unit;
  const field = { ...xMin, config: { ...xMin.config, ...(unit !== undefined && { unit }) } };
  return { ...field, display: getDisplayProcessor({ field, theme }) };
}

export interface BucketRects {
  readonly rects: readonly Rect[];
  readonly most: number;
}

/** A rect for each bucket with something in it, series over each other or stacked. */
export function bucketRects({ from, to, series }: Buckets, isHidden: readonly boolean[]): BucketRects {
  const { edges, below } = stack(
    from.length,
    series.map(({ counts, config }, i) => ({
      values: counts,
      group: (config.stacking.mode ?? 'none') === 'none' ? undefined : (config.stacking.group ?? 'A'),
      mode: config.stacking.mode === 'percent' ? 'percent' : 'normal',
      isHidden: isHidden[i] ?? false,
    })),
  );
  const rects: Rect[] = [];
  let most = 0;
  series.forEach(({ color, config, counts }, index) => {
    if (isHidden[index]) return;
    const lower = below[index] === undefined ? undefined : edges[below[index]!];
    counts.forEach((count, row) => {
      const y1 = edges[index]![row] ?? 0;
      most = Math.max(most, y1);
      if (count === 0) return;
      rects.push({
        ...{ x0: from[row]!, x1: to[row]!, y0: lower?.[row] ?? 0, y1 },
        ...{ fill: alphaed(color, config.fillOpacity / 100), stroke: color, series: index, row },
      });
    });
  });
  return { rects, most };
}
