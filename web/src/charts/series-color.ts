import {
  colorManipulator,
  type Field,
  type GrafanaTheme2,
  getFieldColorModeForField,
  getFieldSeriesColor,
} from '@grafana/data';
import type uPlot from 'uplot';
import { alphaed } from './canvas-colors';
import type { GradientMode } from './options/graph-field';

/** The one colour of a series: of its legend, its tooltip and, without a scheme, its line. */
export function seriesColor(field: Field, theme: GrafanaTheme2, fixed?: string): string {
  return theme.visualization.getColorByName(fixed ?? getFieldSeriesColor(field, theme).color);
}

export interface Paint {
  readonly field: Field;
  readonly theme: GrafanaTheme2;
  readonly color: string;
  readonly gradient: GradientMode;
  /** 0 to 100. */
  readonly fillOpacity: number;
}

/** The stroke of a line: its colour, or with the gradient "scheme" the colours of the values along the scale. */
export function strokeOf({ field, theme, color, gradient }: Paint): uPlot.Series.Stroke {
  if (gradient !== 'scheme') return color;
  return (chart, index) => valueGradient(chart, chart.series[index]?.scale ?? 'y', field, theme, 1) ?? color;
}

/** The fill below a line. Undefined: none. */
export function fillOf({ field, theme, color, gradient, fillOpacity }: Paint): uPlot.Series.Fill | undefined {
  const alpha = fillOpacity / 100;
  if (!(alpha > 0)) return undefined;
  if (gradient === 'none') return alphaed(color, alpha);
  if (gradient === 'scheme') {
    return (chart, index) =>
      valueGradient(chart, chart.series[index]?.scale ?? 'y', field, theme, alpha) ?? alphaed(color, alpha);
  }
  const stops = gradient === 'opacity' ? opacityStops(color, alpha) : hueStops(color, alpha, theme.isDark);
  return (chart) => verticalGradient(chart, stops);
}

type Stop = readonly [offset: number, color: string];

/** From the colour at the top to almost nothing at the bottom. */
const opacityStops = (color: string, alpha: number): readonly Stop[] => [
  [0, alphaed(color, alpha)],
  [1, alphaed(color, alpha * 0.05)],
];

/** The colour, and at the bottom a neighbour of it on the wheel. */
function hueStops(color: string, alpha: number, isDark: boolean): readonly Stop[] {
  const toned = isDark ? colorManipulator.lighten(color, 0.2) : colorManipulator.darken(color, 0.2);
  return [
    [0, alphaed(toned, alpha)],
    [1, alphaed(turned(color, -30), alpha)],
  ];
}

/** The hue turned by some degrees. */
export function turned(color: string, degrees: number): string {
  const [r = 0, g = 0, b = 0] = colorManipulator.decomposeColor(colorManipulator.asRgbString(color)).values as number[];
  const [red, green, blue] = [r / 255, g / 255, b / 255];
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const spread = most - least;
  const light = (most + least) / 2;
  const strength = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
  const sector =
    spread === 0
      ? 0
      : most === red
        ? ((green - blue) / spread) % 6
        : most === green
          ? (blue - red) / spread + 2
          : (red - green) / spread + 4;
  const hue = (((sector * 60 + degrees) % 360) + 360) % 360;
  return colorManipulator.hslToRgb(`hsl(${hue}, ${strength * 100}%, ${light * 100}%)`);
}

function verticalGradient(chart: uPlot, stops: readonly Stop[]): CanvasGradient {
  const { top, height } = chart.bbox;
  const gradient = chart.ctx.createLinearGradient(0, top, 0, top + height);
  for (const [offset, color] of stops) gradient.addColorStop(offset, color);
  return gradient;
}

/** Samples of a continuous scheme along the scale. */
const SAMPLES = 24;

/** The colours of values along a scale: hard steps for thresholds, a course for continuous schemes. */
export function valueGradient(
  chart: uPlot,
  scaleKey: string,
  field: Field,
  theme: GrafanaTheme2,
  alpha: number,
): CanvasGradient | undefined {
  const scale = chart.scales[scaleKey];
  const mode = getFieldColorModeForField(field);
  if (scale?.min == null || scale.max == null || mode.isByValue !== true || field.display === undefined)
    return undefined;
  const [from, to] = [chart.valToPos(scale.min, scaleKey, true), chart.valToPos(scale.max, scaleKey, true)];
  if (!Number.isFinite(from) || !Number.isFinite(to) || from === to) return undefined;
  const isAcross = scale.ori === 0;
  const gradient = isAcross
    ? chart.ctx.createLinearGradient(from, 0, to, 0)
    : chart.ctx.createLinearGradient(0, from, 0, to);
  const offset = (value: number) =>
    Math.max(0, Math.min(1, (chart.valToPos(value, scaleKey, true) - from) / (to - from)));
  const colorAt = (value: number) => alphaed(field.display?.(value).color ?? '#808080', alpha);
  if (mode.isContinuous) {
    for (let i = 0; i <= SAMPLES; i++) {
      const value = scale.min + ((scale.max - scale.min) * i) / SAMPLES;
      gradient.addColorStop(offset(value), colorAt(value));
    }
    return gradient;
  }
  gradient.addColorStop(0, colorAt(scale.min));
  for (const { value, color } of absoluteSteps(field)) {
    if (value <= scale.min || value >= scale.max) continue;
    const named = alphaed(theme.visualization.getColorByName(color), alpha);
    gradient.addColorStop(offset(value), colorAt(value - Math.abs(scale.max - scale.min) * 1e-9));
    gradient.addColorStop(offset(value), named);
  }
  return gradient;
}

/** The steps of a field's thresholds with their values on the scale; percentages are of its min to max. */
export function absoluteSteps(field: Field): { value: number; color: string }[] {
  const { thresholds } = field.config;
  if (thresholds === undefined) return [];
  const steps = thresholds.steps.map(({ value, color }) => ({ value: value ?? Number.NEGATIVE_INFINITY, color }));
  if (thresholds.mode !== 'percentage') return steps;
  const min = field.config.min ?? field.state?.range?.min ?? 0;
  const max = field.config.max ?? field.state?.range?.max ?? 100;
  return steps.map(({ value, color }) => ({ color, value: min + ((max - min) * value) / 100 }));
}
