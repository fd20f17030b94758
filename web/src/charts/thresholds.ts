import type { Field, GrafanaTheme2 } from '@grafana/data';
import type uPlot from 'uplot';
import { alphaed } from './canvas-colors';
import type { ThresholdsMode } from './options/graph-field';
import { absoluteSteps } from './series-color';

export interface ThresholdLayer {
  readonly scale: string;
  readonly mode: ThresholdsMode;
  readonly field: Field;
}

/** Once for each scale and way of drawing, however many series share them. */
export function thresholdLayers(
  series: readonly { field: Field; scale: string; config: { thresholdsStyle: { mode: ThresholdsMode } } }[],
): ThresholdLayer[] {
  const layers = new Map<string, ThresholdLayer>();
  for (const { field, scale, config } of series) {
    const { mode } = config.thresholdsStyle;
    if (mode === 'off' || mode === 'series') continue;
    const key = `${scale} ${mode} ${JSON.stringify(field.config.thresholds)}`;
    if (!layers.has(key)) layers.set(key, { scale, mode, field });
  }
  return [...layers.values()];
}

/** Areas of the steps under the series, and lines at each step that has a beginning. In canvas pixels of `chart`. */
export function drawThresholds(chart: uPlot, { scale, mode, field }: ThresholdLayer, theme: GrafanaTheme2): void {
  const { min, max } = chart.scales[scale] ?? {};
  if (min == null || max == null) return;
  const steps = absoluteSteps(field).map(({ value, color }) => ({
    value,
    color: theme.visualization.getColorByName(color),
  }));
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const isAcross = chart.scales[scale]?.ori === 0;
  const at = (value: number) => chart.valToPos(Math.max(min, Math.min(max, value)), scale, true);
  if (mode.includes('area')) {
    steps.forEach(({ value, color }, i) => {
      const [from, to] = [at(value), at(steps[i + 1]?.value ?? Number.POSITIVE_INFINITY)];
      ctx.fillStyle = alphaed(color, 0.12);
      if (isAcross) ctx.fillRect(from, bbox.top, to - from, bbox.height);
      else ctx.fillRect(bbox.left, to, bbox.width, from - to);
    });
  }
  if (mode.includes('line') || mode.includes('dashed')) {
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash(mode.includes('dashed') ? [8 * devicePixelRatio, 6 * devicePixelRatio] : []);
    for (const { value, color } of steps) {
      if (!Number.isFinite(value) || value < min || value > max) continue;
      ctx.strokeStyle = alphaed(color, 0.8);
      ctx.beginPath();
      if (isAcross) {
        ctx.moveTo(at(value), bbox.top);
        ctx.lineTo(at(value), bbox.top + bbox.height);
      } else {
        ctx.moveTo(bbox.left, at(value));
        ctx.lineTo(bbox.left + bbox.width, at(value));
      }
      ctx.stroke();
    }
  }
  ctx.restore();
}
