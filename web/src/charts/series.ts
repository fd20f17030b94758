import uPlot from 'uplot';
import { alphaed } from './canvas-colors';
import type { GraphField, LineStyle } from './options/graph-field';
import { fillOf, type Paint, strokeOf } from './series-color';

const DASH = { solid: undefined, accessible: undefined, dash: [10, 10], dot: [0, 10], square: [10, 10] } as const;

/** On and off by turns, CSS px; undefined: a whole line. */
export function dashOf({ fill = 'solid', dash }: LineStyle): number[] | undefined {
  if (fill === 'solid' || fill === 'accessible') return undefined;
  return dash !== undefined && dash.length > 0 ? dash : [...(DASH[fill] ?? [])];
}

const nothing: uPlot.Series.PathBuilder = () => null;

/** Paths by the way a series is drawn. */
function pathsOf(config: GraphField): uPlot.Series.PathBuilder {
  const { paths } = uPlot;
  if (config.drawStyle === 'points') return nothing;
  if (config.drawStyle === 'bars') {
    return paths.bars!({
      align: config.barAlignment,
      size: [config.barWidthFactor, config.barMaxWidth ?? 200, 1],
    });
  }
  const builders: Readonly<Record<GraphField['lineInterpolation'], () => uPlot.Series.PathBuilder>> = {
    linear: () => paths.linear!(),
    smooth: () => paths.spline!(),
    stepAfter: () => paths.stepped!({ align: 1 }),
    stepBefore: () => paths.stepped!({ align: -1 }),
  };
  return builders[config.lineInterpolation]();
}

interface DrawnSeries extends Paint {
  readonly config: GraphField;
  readonly scale: string;
  readonly isShown: boolean;
}

/** One series as uPlot draws it. */
export function uplotSeries(series: DrawnSeries): uPlot.Series {
  const { config, color } = series;
  const stroke = strokeOf(series);
  const fill = fillOf({ ...series, color: config.fillColor ?? color });
  const dash = config.drawStyle === 'line' ? dashOf(config.lineStyle) : undefined;
  return {
    scale: series.scale,
    show: series.isShown,
    width: config.drawStyle === 'points' ? 0 : config.lineWidth,
    stroke,
    spanGaps: config.spanNulls === true,
    paths: pathsOf(config),
    points: pointsOf(config, color),
    pxAlign: config.drawStyle === 'bars' ? 1 : 0,
    ...(config.transform !== 'constant' && fill !== undefined && { fill }),
    ...(dash !== undefined && { dash, cap: config.lineStyle.fill === 'dot' ? 'round' : 'butt' }),
  };
}

function pointsOf(config: GraphField, color: string): uPlot.Series.Points {
  const isPoints = config.drawStyle === 'points';
  const size = Math.max(1, config.pointSize);
  const fill = config.pointColor ?? color;
  const base: uPlot.Series.Points = {
    size,
    width: isPoints ? 1 : 0,
    stroke: fill,
    fill: isPoints ? alphaed(fill, Math.max(0.4, config.fillOpacity / 100)) : fill,
    space: size * 4,
  };
  if (isPoints || config.showPoints === 'always') return { ...base, show: true };
  if (config.drawStyle === 'bars') return { ...base, show: false };
  if (config.showPoints === 'never') return { ...base, show: false, filter: loners };
  return { ...base, filter: loners };
}

/** Values between two gaps: no line shows them, so a point does. */
const loners: uPlot.Series.Points.Filter = (chart, index, isShown, gaps) => {
  if (isShown) return null;
  const values = chart.data[index] as readonly (number | null | undefined)[] | undefined;
  if (values === undefined) return null;
  if ((gaps === null || gaps === undefined || gaps.length === 0) && values.length > 2) return null;
  const [first, last] = chart.series[0]!.idxs ?? [0, values.length - 1];
  const found: number[] = [];
  let before: number | null | undefined = null;
  for (let i = first; i <= last; i++) {
    const value = values[i];
    if (value === undefined) continue;
    if (value !== null && before === null && nextOf(values, i) === null) found.push(i);
    before = value;
  }
  return found.length > 0 ? found : null;
};

/** The next row of the series itself, over those of other series; null at the end. */
function nextOf(values: readonly (number | null | undefined)[], from: number): number | null {
  for (let i = from + 1; i < values.length; i++) {
    const value = values[i];
    if (value !== undefined) return value;
  }
  return null;
}
