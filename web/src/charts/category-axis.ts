import type uPlot from 'uplot';
import type { CanvasColors } from './canvas-colors';

interface CategoryAxis {
  /** One for each whole number of the scale, from 0. */
  readonly labels: () => readonly string[];
  readonly side: uPlot.Axis.Side;
  readonly colors: CanvasColors;
  /** Degrees, -90 to 90; below the plot only. */
  readonly rotation?: number;
  /** The least distance between labels, CSS px; negative: counted from the last. 0: as they fit. */
  readonly spacing?: number;
  /** Longer labels are cut, characters. */
  readonly maxLength?: number;
  readonly label?: string;
  readonly width?: number | undefined;
  readonly fontSize?: number | undefined;
}

/** The most room that labels beside a plot take, CSS px. */
const MOST_WIDTH = 220;
const MOST_CHARACTERS = 32;

/** An axis of names at the whole numbers of the scale `x` (or another). */
export function categoryAxis(options: CategoryAxis & { scale?: string }): uPlot.Axis {
  const { labels, side, colors, rotation = 0, spacing = 0, maxLength, label = '', width, scale = 'x' } = options;
  const isBelow = side === 0 || side === 2;
  const font = options.fontSize === undefined ? colors.font : colors.font.replace(/^\d+/, String(options.fontSize));
  const text = (i: number) => cut(labels()[i] ?? '', maxLength ?? (isBelow ? undefined : MOST_CHARACTERS));
  const widest = (chart: uPlot) => {
    chart.ctx.save();
    chart.ctx.font = font;
    const most = Math.max(0, ...labels().map((_, i) => chart.ctx.measureText(text(i)).width));
    chart.ctx.restore();
    return most;
  };
  return {
    scale,
    side,
    font,
    stroke: colors.text,
    grid: { show: false },
    ticks: { show: false },
    gap: 6,
    rotate: isBelow ? -rotation : 0,
    ...(label !== '' && { label, labelSize: 18, labelFont: colors.font }),
    size: (chart) => {
      if (width !== undefined) return width;
      if (!isBelow) return Math.min(MOST_WIDTH, Math.ceil(widest(chart)) + 12);
      const tilt = Math.abs(Math.sin((rotation * Math.PI) / 180));
      return Math.min(140, Math.ceil(20 + tilt * widest(chart)));
    },
    splits: () => labels().map((_, i) => i),
    values: (chart, splits) => {
      const count = labels().length;
      const plot = (isBelow ? chart.bbox.width : chart.bbox.height) / devicePixelRatio;
      const slot = plot / Math.max(1, count);
      const needed = Math.abs(spacing) || (isBelow ? (rotation === 0 ? Math.min(widest(chart) + 8, 160) : 14) : 14);
      const every = Math.max(1, Math.ceil(needed / slot));
      return splits.map((i) => ((spacing < 0 ? count - 1 - i : i) % every === 0 ? text(i) : ''));
    },
  };
}

const cut = (text: string, maxLength: number | undefined): string =>
  maxLength === undefined || maxLength <= 0 || text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;
