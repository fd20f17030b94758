import type uPlot from 'uplot';
import type { Column } from '../align';
import { alphaed } from '../canvas-colors';
import type { GraphField } from '../options/graph-field';
import { stack } from '../stacking';
import type { ChartSeries, TimeSeries } from './time-series';

export interface DrawnData {
  readonly data: uPlot.AlignedData;
  readonly bands: readonly uPlot.Band[];
}

/** What uPlot draws: values stacked and turned over, and the areas between two series. `isHidden` is by series. */
export function drawnData({ times, series }: TimeSeries, isHidden: readonly boolean[]): DrawnData {
  const transformed = series.map((one) => transformedValues(one));
  const { edges, below } = stack(
    times.length,
    series.map((one, i) => ({
      values: transformed[i]!,
      group: groupOf(one),
      mode: one.config.stacking.mode === 'percent' ? 'percent' : 'normal',
      isHidden: isHidden[i] ?? false,
    })),
  );
  const bands = below.flatMap((lower, i): uPlot.Band[] => {
    if (lower === undefined || isHidden[i]) return [];
    // Of values below zero the further edge is the lower one.
    return [{ series: [i + 1, lower + 1], dir: series[i]!.config.transform === 'negative-Y' ? 1 : -1 }];
  });
  return {
    data: [times, ...edges] as unknown as uPlot.AlignedData,
    bands: [...bands, ...bandsBelow(series, isHidden)],
  };
}

function transformedValues({ values, config }: ChartSeries): Column {
  if (config.transform === 'negative-Y') {
    return values.map((value) => (value === null || value === undefined ? value : -value));
  }
  if (config.transform === 'constant') {
    const first = values.find((value) => value !== null && value !== undefined) ?? null;
    return values.map(() => first);
  }
  return values;
}

/** Only series of one scale, one way of drawing and one direction stand on each other. */
function groupOf({ config, scale }: Pick<ChartSeries, 'config' | 'scale'>): string | undefined {
  const { mode = 'none', group = 'A' } = config.stacking;
  if (mode === 'none' || config.transform === 'constant') return undefined;
  return [mode, group, scale, config.drawStyle, config.transform ?? ''].join('\u0000');
}

/** `fillBelowTo`: the area from a series down to the one of that name. */
function bandsBelow(series: readonly ChartSeries[], isHidden: readonly boolean[]): uPlot.Band[] {
  return series.flatMap((upper, i): uPlot.Band[] => {
    const { fillBelowTo } = upper.config;
    if (fillBelowTo === undefined || isHidden[i]) return [];
    const lower = series.findIndex(({ name, field }) => name === fillBelowTo || field.name === fillBelowTo);
    if (lower < 0 || lower === i || isHidden[lower]) return [];
    return [{ series: [i + 1, lower + 1], fill: alphaed(upper.color, bandOpacity(upper.config)) }];
  });
}

/** 0 to 1; a band that asks for no opacity is seen all the same. */
const bandOpacity = ({ fillOpacity }: GraphField): number => (fillOpacity > 0 ? fillOpacity : 20) / 100;
