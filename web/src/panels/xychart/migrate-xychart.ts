import type { XyChartOptions, XySeriesOptions } from './options';

/** The options before schema version 40: fields by name, and one x for all series of the mapping "auto". */
export interface OldXyChartOptions {
  readonly seriesMapping?: 'auto' | 'manual';
  readonly dims?: { readonly frame?: number; readonly x?: string; readonly exclude?: readonly string[] };
  readonly series?: readonly OldSeries[];
}

interface OldSeries {
  readonly name?: string;
  readonly frame?: number;
  readonly x?: string;
  readonly y?: string;
  readonly pointColor?: { readonly field?: string };
  readonly pointSize?: { readonly field?: string };
}

const byName = (name: string) => ({ matcher: { id: 'byName', options: name } });
const byIndex = (index: number) => ({ matcher: { id: 'byIndex', options: index } });

/** Series by matchers; options that are so already stay as they are. */
export function migrateXyChart(options: XyChartOptions | OldXyChartOptions): XyChartOptions {
  if (!('seriesMapping' in options) || options.seriesMapping === undefined) return options as XyChartOptions;
  const { seriesMapping, dims, series, ...others } = options;
  if (seriesMapping === 'manual') {
    return { ...others, mapping: 'manual', series: (series ?? []).map(migratedSeries) };
  }
  return {
    ...others,
    mapping: 'auto',
    series: [
      { ...(dims?.frame !== undefined && { frame: byIndex(dims.frame) }), ...(dims?.x && { x: byName(dims.x) }) },
    ],
  };
}

const migratedSeries = ({ name, frame, x, y, pointColor, pointSize }: OldSeries): XySeriesOptions => ({
  ...(name && { name: { fixed: name } }),
  ...(frame !== undefined && { frame: byIndex(frame) }),
  ...(x && { x: byName(x) }),
  ...(y && { y: byName(y) }),
  ...(pointColor?.field && { color: byName(pointColor.field) }),
  ...(pointSize?.field && { size: byName(pointSize.field) }),
});
