import { type Field, FieldType, formattedValueToString, type GrafanaTheme2, getDisplayProcessor } from '@grafana/data';
import type uPlot from 'uplot';
import { valueAxis, valueScaleOf } from '../../charts/axes';
import type { CanvasColors } from '../../charts/canvas-colors';
import { categoryAxis } from '../../charts/category-axis';
import { AXIS_DEFAULTS } from '../../charts/options/graph-field';
import { distributionOf } from '../../charts/scales';
import type { Cell, Cells } from './cells';
import type { HeatmapOptions } from './options';
import { boundOf } from './row-cells';

/** How values of y lie in the plot of a heatmap. */
export interface YPlace {
  readonly range: readonly [number, number];
  readonly scale: uPlot.Scale;
  readonly isShown: boolean;
  /** The least value that the scale can show. */
  readonly floor: number;
  readonly axis: (colors: CanvasColors) => uPlot.Axis;
  /** The bucket of a cell in words. */
  readonly nameOf: (cell: Cell) => string;
  /** Where a value lies on the scale: of an exemplar. */
  readonly at: (value: number) => number;
  /** A value in words, with the unit of the axis. */
  readonly write: (value: number) => string;
}

export function yPlace(cells: Cells, { yAxis = {} }: HeatmapOptions, theme: GrafanaTheme2): YPlace {
  const config = {
    ...(cells.yField?.config ?? {}),
    ...(yAxis.unit !== undefined && yAxis.unit !== '' && { unit: yAxis.unit }),
    ...(typeof yAxis.decimals === 'number' && { decimals: yAxis.decimals }),
  };
  const bare: Field = { name: 'y', type: FieldType.number, config, values: [] };
  const field = { ...bare, display: getDisplayProcessor({ field: bare, theme }) };
  const write = (value: number) => formattedValueToString(field.display(value));
  const axis = {
    ...AXIS_DEFAULTS,
    ...Object.fromEntries(Object.entries(yAxis).filter(([, value]) => value !== undefined && value !== null)),
  };
  const isShown = axis.axisPlacement !== 'hidden';
  const side = axis.axisPlacement === 'right' ? 1 : 3;
  if (cells.names !== undefined)
    return named(cells, cells.names, write, { side, isShown, label: axis.axisLabel, width: axis.axisWidth });
  const least = cells.cells.reduce((found, { y0 }) => Math.min(found, y0), Number.POSITIVE_INFINITY);
  const most = cells.cells.reduce((found, { y1 }) => Math.max(found, y1), Number.NEGATIVE_INFINITY);
  const distribution =
    cells.log === undefined ? AXIS_DEFAULTS.scaleDistribution : { type: 'log' as const, log: cells.log };
  const valueScale = {
    ...valueScaleOf({ field, config: { ...axis, scaleDistribution: distribution }, color: '', isFromZero: false }),
    key: 'y',
  };
  const floor = cells.log === undefined ? Number.NEGATIVE_INFINITY : smallestPositive(cells.cells);
  return {
    range: [yAxis.min ?? Math.max(least, floor), yAxis.max ?? most],
    scale: distributionOf(distribution),
    isShown,
    floor,
    axis: (colors) => ({ ...valueAxis(() => valueScale, valueScale, { side, hasGrid: true, colors }), show: isShown }),
    nameOf: ({ y0, y1 }) => `${write(y0)} – ${write(y1)}`,
    at: (value) => value,
    write,
  };
}

const smallestPositive = (cells: readonly Cell[]): number =>
  cells.reduce((found, { y0, y1 }) => (y0 > 0 ? Math.min(found, y0) : y1 > 0 ? Math.min(found, y1 / 2) : found), 1e300);

interface NamedLook {
  readonly side: uPlot.Axis.Side;
  readonly isShown: boolean;
  readonly label: string;
  readonly width: number | undefined;
}

/** Rows by name; names that are bounds stand at the end of the row that they bound. */
function named(cells: Cells, names: readonly string[], write: (value: number) => string, look: NamedLook): YPlace {
  const texts = names.map((name) => {
    const bound = boundOf(name);
    return Number.isFinite(bound) ? write(bound) : name;
  });
  const shift = { le: 0.5, ge: -0.5, unknown: 0 }[cells.layout];
  const rowOf = (value: number) => {
    const row = names.findIndex((name) => value <= boundOf(name));
    return row < 0 ? names.length - 1 : row;
  };
  return {
    range: [-0.5, names.length - 0.5],
    scale: {},
    isShown: look.isShown,
    floor: Number.NEGATIVE_INFINITY,
    axis: (colors) => {
      const axis = categoryAxis({ labels: () => texts, colors, scale: 'y', ...look });
      return {
        ...axis,
        show: look.isShown,
        splits: () => texts.map((_, i) => i + shift),
        values: rowTexts(texts, shift),
      };
    },
    nameOf: ({ y0 }) => {
      const row = Math.round(y0 + 0.5);
      if (cells.layout === 'unknown') return texts[row] ?? '';
      if (cells.layout === 'ge') return `${texts[row]} – ${texts[row + 1] ?? '∞'}`;
      return `${texts[row - 1] ?? (boundOf(names[row] ?? '') > 0 ? '0' : '-∞')} – ${texts[row]}`;
    },
    at: rowOf,
    write,
  };
}

/** As many names as have room. */
const rowTexts =
  (texts: readonly string[], shift: number): uPlot.Axis.DynamicValues =>
  (chart, splits) => {
    const slot = chart.bbox.height / devicePixelRatio / Math.max(1, texts.length);
    const every = Math.max(1, Math.ceil(14 / slot));
    return splits.map((place) => {
      const i = Math.round(place - shift);
      return i % every === 0 ? (texts[i] ?? '') : '';
    });
  };
