import type uPlot from 'uplot';
import { alphaed } from '../../charts/canvas-colors';
import { dashOf } from '../../charts/series';
import type { XySeries } from './xy-series';

/** The colour of a point: by the colour field, else by its series. */
export function pointColor({ colorField, color, y }: XySeries, row: number): string {
  if (colorField !== undefined) return colorField.display?.(colorField.values[row]).color ?? color;
  const isByValue = y.config.color?.mode === 'thresholds' || y.config.color?.mode?.startsWith('continuous-');
  return isByValue ? (y.display?.(y.values[row]).color ?? color) : color;
}

/** Lines and points of one series, within the plot. */
export function drawXySeries(chart: uPlot, series: XySeries): void {
  const { ctx, bbox } = chart;
  const { config, x, y, rows, sizes } = series;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const at = (row: number) =>
    [chart.valToPos(x.values[row], 'x', true), chart.valToPos(y.values[row], 'y', true)] as const;
  if (config.show !== 'points' && config.lineWidth > 0) {
    ctx.strokeStyle = series.color;
    ctx.lineWidth = config.lineWidth * ratio;
    ctx.setLineDash((dashOf(config.lineStyle) ?? []).map((length) => length * ratio));
    ctx.beginPath();
    for (const row of rows) ctx.lineTo(...at(row));
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (config.show !== 'lines') {
    ctx.lineWidth = config.pointStrokeWidth * ratio;
    for (const row of rows) {
      const color = pointColor(series, row);
      const [left, top] = at(row);
      const radius = (sizes(row) / 2) * ratio;
      ctx.beginPath();
      if (config.pointShape === 'square') ctx.rect(left - radius, top - radius, radius * 2, radius * 2);
      else ctx.arc(left, top, radius, 0, 2 * Math.PI);
      ctx.fillStyle = alphaed(color, config.fillOpacity / 100);
      ctx.fill();
      if (config.pointStrokeWidth > 0) {
        ctx.strokeStyle = color;
        ctx.stroke();
      }
    }
  }
  ctx.restore();
}
