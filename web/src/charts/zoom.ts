import type { AbsoluteTimeRange } from '@grafana/data';
import type uPlot from 'uplot';

type OnRange = (range: AbsoluteTimeRange) => void;

/** Shorter drags are clicks, CSS px. */
export const LEAST_DRAG_PX = 5;

/** The selected times become the range; the selection goes. For uPlot's hook `setSelect`. */
export function zoomToSelection(chart: uPlot, onRange: OnRange): void {
  const { left, width } = chart.select;
  if (width < LEAST_DRAG_PX) return;
  const [from, to] = [chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x')];
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (to > from) onRange({ from: Math.round(from), to: Math.round(to) });
}

/** Twice as long about the same middle. */
export function zoomOut(chart: uPlot, onRange: OnRange): void {
  const { min, max } = chart.scales.x ?? {};
  if (min == null || max == null) return;
  const half = (max - min) / 2;
  onRange({ from: Math.round(min - half), to: Math.round(max + half) });
}
