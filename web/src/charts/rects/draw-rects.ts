import type { GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';
import { readableOn } from '../canvas-colors';
import type { Box, Rect } from './rect';

export interface RectLook {
  /** Free room around each rect, CSS px; split between its sides. */
  readonly gap?: number;
  /** Of the corners: a part of the lesser side, 0 to 0.5. */
  readonly radius?: number;
  /** Of the border, CSS px. */
  readonly lineWidth?: number;
  /** In place of the plain fill, for a box in canvas pixels. */
  readonly paint?: (chart: uPlot, rect: Rect, box: Box) => string | CanvasGradient;
  readonly text?: RectText;
}

interface RectText {
  /** `end`: beyond the end of a bar. */
  readonly place: 'inside' | 'end';
  readonly align?: 'left' | 'center' | 'right';
  /** Also where it does not fit. */
  readonly isAlways?: boolean;
  /** CSS px. */
  readonly size?: number;
  /** 0 to 1: how much of its colour the fill has. */
  readonly opacity?: number;
}

/** The box of a rect in canvas pixels (or CSS pixels of the plot), at least a pixel wide and high. */
export function boxOf(chart: uPlot, { x0, x1, y0, y1 }: Rect, isCanvas: boolean): Box {
  const isTurned = chart.scales.x?.ori === 1;
  const [a, b] = [chart.valToPos(x0, 'x', isCanvas), chart.valToPos(x1, 'x', isCanvas)];
  const [c, d] = [chart.valToPos(y0, 'y', isCanvas), chart.valToPos(y1, 'y', isCanvas)];
  const across = { from: Math.min(a, b), size: Math.max(1, Math.abs(b - a)) };
  const along = { from: Math.min(c, d), size: Math.max(c === d ? 0 : 1, Math.abs(d - c)) };
  const [h, v] = isTurned ? [along, across] : [across, along];
  return { left: h.from, top: v.from, width: h.size, height: v.size };
}

/** Paints all rects within the plot. */
export function drawRects(chart: uPlot, rects: readonly Rect[], look: RectLook, theme: GrafanaTheme2): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  const gap = ((look.gap ?? 0) * ratio) / 2;
  const lineWidth = (look.lineWidth ?? 0) * ratio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = lineWidth;
  const boxes = rects.map((rect) => inset(boxOf(chart, rect, true), gap));
  rects.forEach((rect, i) => {
    const box = boxes[i]!;
    if (box.width <= 0 || box.height <= 0) return;
    ctx.fillStyle = look.paint?.(chart, rect, box) ?? rect.fill;
    shape(ctx, box, look.radius ?? 0);
    ctx.fill();
    if (lineWidth > 0) {
      ctx.strokeStyle = rect.stroke ?? rect.fill;
      shape(ctx, inset(box, lineWidth / 2), look.radius ?? 0);
      ctx.stroke();
    }
  });
  ctx.restore();
  if (look.text !== undefined) drawTexts(chart, rects, boxes, look.text, theme);
}

function inset({ left, top, width, height }: Box, by: number): Box {
  // A box thinner than the gap keeps a pixel: it is there.
  const across = Math.min(by, Math.max(0, (width - 1) / 2));
  const along = Math.min(by, Math.max(0, (height - 1) / 2));
  return { left: left + across, top: top + along, width: width - 2 * across, height: height - 2 * along };
}

function shape(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box, radius: number): void {
  ctx.beginPath();
  if (radius > 0) ctx.roundRect(left, top, width, height, radius * Math.min(width, height));
  else ctx.rect(left, top, width, height);
}

function drawTexts(
  chart: uPlot,
  rects: readonly Rect[],
  boxes: readonly Box[],
  { place, align = 'center', isAlways = false, size = 11, opacity = 1 }: RectText,
  theme: GrafanaTheme2,
): void {
  const { ctx } = chart;
  const ratio = devicePixelRatio;
  const pad = 4 * ratio;
  const height = size * ratio;
  const isTurned = chart.scales.x?.ori === 1;
  ctx.save();
  ctx.font = `${height}px ${theme.typography.fontFamily}`;
  ctx.textBaseline = 'middle';
  const place_ = place === 'inside' ? inside : beyond;
  rects.forEach(({ text, fill, y0, y1 }, i) => {
    const box = boxes[i]!;
    if (text === undefined || text === '' || box.width <= 0) return;
    const width = ctx.measureText(text).width;
    const at = place_(box, { width, height, pad, align, isTurned, isDown: y1 < y0 });
    if (!at.isFitting && !isAlways) return;
    ctx.fillStyle = place === 'inside' && opacity > 0.5 ? readableOn(fill, theme) : theme.colors.text.primary;
    ctx.textAlign = at.align;
    ctx.fillText(text, at.x, at.y);
  });
  ctx.restore();
}

interface TextRoom {
  readonly width: number;
  readonly height: number;
  readonly pad: number;
  readonly align: 'left' | 'center' | 'right';
  readonly isTurned: boolean;
  /** The bar goes below zero. */
  readonly isDown: boolean;
}

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
  readonly isFitting: boolean;
}

function inside(box: Box, { width, height, pad, align }: TextRoom): TextPlace {
  const x = { left: box.left + pad, center: box.left + box.width / 2, right: box.left + box.width - pad }[align];
  const isFitting = width + 2 * pad <= box.width && height <= box.height;
  return { x, y: box.top + box.height / 2, align, isFitting };
}

function beyond(box: Box, { width, height, pad, isTurned, isDown }: TextRoom): TextPlace {
  if (isTurned) {
    const x = isDown ? box.left - pad : box.left + box.width + pad;
    return { x, y: box.top + box.height / 2, align: isDown ? 'right' : 'left', isFitting: height <= box.height + pad };
  }
  const y = isDown ? box.top + box.height + height : box.top - height / 2 - pad / 2;
  return { x: box.left + box.width / 2, y, align: 'center', isFitting: width <= box.width + 2 * pad };
}
