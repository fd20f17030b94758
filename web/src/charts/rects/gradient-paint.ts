import type { Field, GrafanaTheme2 } from '@grafana/data';
import { alphaed } from '../canvas-colors';
import type { GradientMode } from '../options/graph-field';
import { turned, valueGradient } from '../series-color';
import type { RectLook } from './draw-rects';
import type { Rect } from './rect';

interface Painted {
  readonly field: Field;
  readonly config: { readonly fillOpacity: number };
}

/** The gradients of bars; nothing for `none`, where the fill of the rect is enough. */
export function gradientPaint(
  mode: GradientMode,
  seriesOf: (rect: Rect) => Painted,
  theme: GrafanaTheme2,
): Pick<RectLook, 'paint'> {
  if (mode === 'none') return {};
  if (mode === 'scheme') {
    return {
      paint: (chart, rect) => {
        const { field, config } = seriesOf(rect);
        return valueGradient(chart, 'y', field, theme, config.fillOpacity / 100) ?? rect.fill;
      },
    };
  }
  return {
    paint: (chart, rect, { left, top, width, height }) => {
      const alpha = seriesOf(rect).config.fillOpacity / 100;
      const color = rect.stroke ?? rect.fill;
      const isTurned = chart.scales.x?.ori === 1;
      const gradient = isTurned
        ? chart.ctx.createLinearGradient(left + width, 0, left, 0)
        : chart.ctx.createLinearGradient(0, top, 0, top + height);
      gradient.addColorStop(0, alphaed(color, alpha));
      gradient.addColorStop(1, mode === 'opacity' ? alphaed(color, alpha * 0.15) : alphaed(turned(color, -30), alpha));
      return gradient;
    },
  };
}
