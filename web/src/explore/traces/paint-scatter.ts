import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { alphaed, canvasColors } from '../../charts/canvas-colors';
import { formatNs } from '../../format/quantity';
import { durationTicks, MARGIN, type ScatterScale, xOf, yOf } from './scatter-scale';
import type { FoundTrace } from './tempo-api';

interface Painted {
  readonly traces: readonly FoundTrace[];
  readonly scale: ScatterScale;
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
}

const RADIUS = 3.5;
/** px for the text of a time. */
const TIME_ROOM = 120;
const DAY_MS = 86_400_000;

/** Axes, then traces: those with errors last, so that they stand above the others. */
export function paintScatter(canvas: HTMLCanvasElement, { traces, scale, theme, timeZone }: Painted): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(scale.width * ratio);
  canvas.height = Math.round(scale.height * ratio);
  const context = canvas.getContext('2d');
  if (context === null || scale.width === 0) return;
  context.scale(ratio, ratio);
  paintAxes(context, scale, canvasColors(theme), timeZone);
  const style = getComputedStyle(canvas);
  const [good, bad] = ['--accent', '--bad'].map((name) => style.getPropertyValue(name).trim());
  for (const isBad of [false, true]) {
    context.fillStyle = alphaed(isBad ? bad! : good!, 0.75);
    for (const { startMs, durationMs, errors } of traces) {
      if (errors > 0 !== isBad) continue;
      context.beginPath();
      context.arc(xOf(scale, startMs), yOf(scale, durationMs), RADIUS, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

function paintAxes(
  context: CanvasRenderingContext2D,
  scale: ScatterScale,
  { text, grid, font }: ReturnType<typeof canvasColors>,
  timeZone: string,
): void {
  const { width, height, fromMs, toMs } = scale;
  const bottom = height - MARGIN.bottom;
  context.font = font;
  context.fillStyle = text;
  context.strokeStyle = grid;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of durationTicks(scale)) {
    const y = Math.round(yOf(scale, tick)) + 0.5;
    line(context, MARGIN.left, y, width - MARGIN.right, y);
    context.fillText(formatNs(tick * 1e6), MARGIN.left - 8, y);
  }
  const count = Math.max(1, Math.floor((width - MARGIN.left) / TIME_ROOM));
  const format = toMs - fromMs > DAY_MS ? 'MM-DD HH:mm' : 'HH:mm:ss';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  for (let i = 0; i < count; i++) {
    const at = fromMs + ((toMs - fromMs) * i) / count;
    const x = Math.round(xOf(scale, at)) + 0.5;
    line(context, x, MARGIN.top, x, bottom);
    context.fillText(dateTimeFormat(at, { timeZone, format }), x, height - 5);
  }
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
