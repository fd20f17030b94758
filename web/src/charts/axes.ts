import type { Field } from '@grafana/data';
import type uPlot from 'uplot';
import type { CanvasColors } from './canvas-colors';
import type { AxisField, ScaleDistribution } from './options/graph-field';
import { distributionOf, type ScaleBounds, scaleRange } from './scales';
import { textWidth } from './text-width';
import { tickSteps, tickTexts } from './ticks';

/** A scale of values with its axis: shared by all series whose unit, bounds and placement are the same. */
export interface ValueScale {
  readonly key: string;
  readonly unit: string | undefined;
  readonly bounds: ScaleBounds;
  readonly axis: AxisField;
  /** The first field on it: its display processor writes the ticks. */
  readonly field: Field;
  /** Colour of the first series on it. */
  readonly color: string;
}

export interface ScaledSeries {
  readonly field: Field;
  readonly config: AxisField;
  readonly color: string;
  /** Bars and stacks: one of them on a scale makes it begin at zero. */
  readonly isFromZero: boolean;
  /** In place of the field's own: `percentunit` for shares. */
  readonly unit?: string | undefined;
}

/** The key of the scale that a series belongs to. */
function scaleKey({ field, config, unit }: ScaledSeries): string {
  const { min, max, decimals } = field.config;
  const { axisPlacement, axisLabel, axisSoftMin, axisSoftMax, scaleDistribution, axisCenteredZero } = config;
  const placement = axisPlacement === 'hidden' ? 'auto' : axisPlacement;
  const distribution = [scaleDistribution.type, scaleDistribution.log, scaleDistribution.linearThreshold];
  const parts = [unit ?? field.config.unit ?? 'short', placement, axisLabel, min, max, axisSoftMin, axisSoftMax];
  return JSON.stringify([...parts, ...distribution, axisCenteredZero, decimals]);
}

export function valueScaleOf(series: ScaledSeries): ValueScale {
  const { field, config, color, isFromZero } = series;
  const unit = series.unit ?? field.config.unit;
  return {
    key: scaleKey(series),
    unit,
    field,
    color,
    axis: config,
    bounds: {
      min: field.config.min ?? undefined,
      max: field.config.max ?? undefined,
      softMin: config.axisSoftMin,
      softMax: config.axisSoftMax,
      isCenteredZero: config.axisCenteredZero,
      isFromZero,
      distribution: config.scaleDistribution,
    },
  };
}

/** The scales of all series, in the order in which they come up, with the key of each series. */
export function valueScales(series: readonly ScaledSeries[]): { scales: ValueScale[]; keys: string[] } {
  const byKey = new Map<string, ValueScale>();
  const keys = series.map((one) => {
    const key = scaleKey(one);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, valueScaleOf(one));
    else if (one.isFromZero && !known.bounds.isFromZero) {
      byKey.set(key, { ...known, bounds: { ...known.bounds, isFromZero: true } });
    }
    return key;
  });
  return { scales: [...byKey.values()], keys };
}

/** As uPlot has it; `current` gives the scale of the newest data. */
export function uplotScale(current: () => ValueScale | undefined, first: ValueScale): uPlot.Scale {
  return {
    ...distributionOf(first.bounds.distribution),
    auto: true,
    range: (_chart, min, max) => scaleRange(min, max, (current() ?? first).bounds),
  };
}

/**
 * The side of each axis: as placed, else the first at the left and the others at the right. Hidden axes have none.
 * 1: right, 3: left.
 */
export function axisSides(scales: readonly ValueScale[]): (1 | 3 | undefined)[] {
  let hasLeft = scales.some(({ axis }) => axis.axisPlacement === 'left');
  return scales.map(({ axis }) => {
    if (axis.axisPlacement === 'hidden') return undefined;
    if (axis.axisPlacement === 'left') return 3;
    if (axis.axisPlacement === 'right' || hasLeft) return 1;
    hasLeft = true;
    return 3;
  });
}

interface AxisLook {
  readonly side: uPlot.Axis.Side;
  readonly hasGrid: boolean;
  readonly colors: CanvasColors;
}

/** The axis of a scale of values: ticks by the unit, texts by the display processor of the newest data. */
export function valueAxis(current: () => ValueScale | undefined, scale: ValueScale, look: AxisLook): uPlot.Axis {
  const { axis, unit, key } = scale;
  const isLog = axis.scaleDistribution.type === 'log' || axis.scaleDistribution.type === 'symlog';
  const color = axis.axisColorMode === 'series' ? scale.color : look.colors.text;
  const hasGrid = axis.axisGridShow ?? look.hasGrid;
  return {
    scale: key,
    side: look.side,
    font: look.colors.font,
    stroke: color,
    gap: 4,
    size: (chart, values, _index, cycle) =>
      axis.axisWidth ?? (look.side === 0 || look.side === 2 ? 26 : widthOf(chart, values, look.colors.font, cycle)),
    grid: {
      show: hasGrid,
      stroke: look.colors.grid,
      width: 1,
      ...(isLog && { filter: wholePowers(axis.scaleDistribution) }),
    },
    ticks: { show: axis.axisBorderShow, stroke: look.colors.axis, width: 1, size: 4 },
    border: { show: axis.axisBorderShow, stroke: color, width: 1 },
    space: look.side === 0 || look.side === 2 ? 60 : 28,
    ...(axis.axisLabel !== '' && { label: axis.axisLabel, labelSize: 18, labelGap: 2, labelFont: look.colors.font }),
    ...(!isLog && { incrs: tickSteps(unit, scale.field.config.decimals) }),
    ...(isLog && { filter: wholePowers(axis.scaleDistribution) }),
    values: (_chart, splits, _axis, _space, step) => {
      const { field } = current() ?? scale;
      const display = field.display;
      if (display === undefined) return splits.map(String);
      return tickTexts(splits, isLog ? 0 : step, display, field.config.decimals, field.config.unit);
    },
  };
}

/** The widest text and room for the ticks, CSS px. Grows within a chart, so that axes do not tremble. */
function widthOf(chart: uPlot, values: readonly (string | null)[] | null, font: string, cycle: number): number {
  const known = 24;
  if (values === null || cycle > 2) return known;
  const widest = Math.max(0, ...values.map((value) => textWidth(chart.ctx, value ?? '', font)));
  return Math.max(known, Math.ceil(widest) + 14);
}

/** On scales of powers only 1, 10, 100 … have a text and a line; near zero, on a symlog scale, only zero. */
const wholePowers =
  ({ type, log = 10, linearThreshold = 1 }: ScaleDistribution): uPlot.Axis.Filter =>
  (_chart, splits) => {
    const whole = splits.map((value) => {
      if (value === 0) return value;
      if (type === 'symlog' && Math.abs(value) <= linearThreshold) return null;
      const power = Math.log(Math.abs(value)) / Math.log(log);
      return Math.abs(power - Math.round(power)) < 1e-6 ? value : null;
    });
    return whole.filter((value) => value !== null).length > 1 ? whole : splits;
  };
