import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { alphaed } from '../../charts/canvas-colors';
import { SCHEMES } from './color-schemes';
import { HEATMAP_COLOR, type HeatmapColor } from './options';

/** Colours in steps from the least value to the greatest. */
export interface ColorScale {
  readonly min: number;
  readonly max: number;
  readonly colors: readonly string[];
  readonly of: (value: number) => string;
}

/** The colours of cells whose values lie between `least` and `most`, unless the options say other bounds. */
export function colorScale(
  options: HeatmapColor | undefined,
  least: number,
  most: number,
  theme: GrafanaTheme2,
): ColorScale {
  const color = { ...HEATMAP_COLOR, ...options };
  const [min, max] = [color.min ?? Math.min(least, most), color.max ?? most];
  const count = Math.max(2, Math.min(128, Math.round(color.steps)));
  const steps = color.mode === 'opacity' ? opacities(color, count, theme) : mixed(color, count, theme);
  return {
    ...{ min, max, colors: steps },
    of: (value) => {
      const share = max > min ? (value - min) / (max - min) : 1;
      return steps[Math.max(0, Math.min(count - 1, Math.floor(share * count)))]!;
    },
  };
}

/** The fill, ever less transparent: with the exponent of the options, or straight. */
function opacities({ fill, scale, exponent }: typeof HEATMAP_COLOR, count: number, theme: GrafanaTheme2): string[] {
  const full = theme.visualization.getColorByName(fill);
  const power = scale === 'exponential' ? exponent : 1;
  return Array.from({ length: count }, (_, i) => alphaed(full, ((i + 1) / count) ** power));
}

function mixed({ scheme, reverse }: typeof HEATMAP_COLOR, count: number, theme: GrafanaTheme2): string[] {
  const { stops, isFromLight } = SCHEMES[scheme] ?? SCHEMES[HEATMAP_COLOR.scheme]!;
  const colors = Array.from({ length: count }, (_, i) => between(stops, i / (count - 1)));
  return (isFromLight && theme.isDark) !== reverse ? colors.reverse() : colors;
}

/** The colour at a part of the way along `stops`, 0 to 1. */
function between(stops: readonly string[], part: number): string {
  const at = Math.min(stops.length - 2, Math.floor(part * (stops.length - 1)));
  const rest = part * (stops.length - 1) - at;
  const [from, to] = [stops[at]!, stops[at + 1]!].map(
    (stop) => colorManipulator.decomposeColor(stop).values as number[],
  );
  const channels = from!.slice(0, 3).map((value, i) => Math.round(value + (to![i]! - value) * rest));
  return `rgb(${channels.join(', ')})`;
}
