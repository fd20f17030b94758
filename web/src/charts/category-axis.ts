import type uPlot from 'uplot';
import type { CanvasColors } from './canvas-colors';
import { textWidth } from './text-width';

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

/** The most room that labels beside a plot take: CSS px, and of the whole chart. */
const MOST_WIDTH = 220;
const MOST_SHARE = 0.38;
const MOST_CHARACTERS = 32;
/** CSS px around a label beside a plot. */
const PADDING = 12;

/** An axis of names at the whole numbers of the scale `x` (or another). */
export function categoryAxis(options: CategoryAxis & { scale?: string }): uPlot.Axis {
  const { labels, side, colors, rotation = 0, spacing = 0, maxLength, label = '', width, scale = 'x' } = options;
  const isBelow = side === 0 || side === 2;
  const font = options.fontSize === undefined ? colors.font : colors.font.replace(/^\d+/, String(options.fontSize));
  const text = (i: number) => cut(labels()[i] ?? '', maxLength ?? (isBelow ? undefined : MOST_CHARACTERS));
  const widest = (chart: uPlot) => Math.max(0, ...labels().map((_, i) => textWidth(chart.ctx, text(i), font)));
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
      if (!isBelow) return Math.min(roomBeside(chart), Math.ceil(widest(chart)) + PADDING);
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
      const room = isBelow ? Number.POSITIVE_INFINITY : (width ?? roomBeside(chart)) - PADDING;
      const shown = (i: number) => fitted(text(i), room, (part) => textWidth(chart.ctx, part, font));
      return splits.map((i) => ((spacing < 0 ? count - 1 - i : i) % every === 0 ? shown(i) : ''));
    },
  };
}

const cut = (text: string, maxLength: number | undefined): string =>
  maxLength === undefined || maxLength <= 0 || text.length <= maxLength ? text : `${text.slice(0, maxLength)}…`;

const roomBeside = (chart: uPlot): number => Math.min(MOST_WIDTH, Math.floor(chart.width * MOST_SHARE));

/** As much of a label's begin as stands in `room` px. */
function fitted(text: string, room: number, widthOf: (text: string) => number): string {
  let length = text.length;
  while (length > 1 && widthOf(cut(text, length)) > room) length--;
  return cut(text, length);
}
