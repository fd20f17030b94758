import { formattedValueToString } from '@grafana/data';
import type uPlot from 'uplot';
import type { CanvasColors } from '../canvas-colors';
import type { LiveTimeChart } from './time-options';

/** The least distance between two texts of one series, CSS px. */
const LEAST_PX = 36;

/** `showValues`: the value of each point above it, as many as there is room for. */
export function drawValues(chart: uPlot, { model, isHidden }: LiveTimeChart, colors: CanvasColors): void {
  const { ctx } = chart;
  const ratio = devicePixelRatio;
  model.series.forEach(({ config, field, color, scale }, i) => {
    if (!config.showValues || isHidden[i] || field.display === undefined) return;
    const drawn = chart.data[i + 1] as readonly (number | null | undefined)[];
    ctx.save();
    ctx.font = colors.font.replace(/^\d+/, String(11 * ratio));
    ctx.fillStyle = color;
    ctx.textAlign = 'center';
    let last = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < drawn.length; row++) {
      const [edge, value] = [drawn[row], model.series[i]!.values[row]];
      if (edge === null || edge === undefined || value === null || value === undefined) continue;
      const x = chart.valToPos(model.times[row]!, 'x', true);
      if (x - last < LEAST_PX * ratio) continue;
      last = x;
      ctx.fillText(formattedValueToString(field.display(value)), x, chart.valToPos(edge, scale, true) - 6 * ratio);
    }
    ctx.restore();
  });
}
