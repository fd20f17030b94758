import type uPlot from 'uplot';

export interface PlotHandlers {
  /** A press without a drag, or Enter. */
  readonly onPick?: () => void;
  readonly onDoubleClick?: () => void;
  /** Rows to go: -1 for the arrow to the left; `Infinity` to the end. */
  readonly onStep?: (rows: number) => void;
  readonly onEscape?: () => void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** Makes the plot of a chart reachable by keyboard and listens to it; they go with the chart. */
export function listenToPlot(chart: uPlot, label: string, handlers: PlotHandlers): void {
  const { over } = chart;
  over.addEventListener('click', (event) => {
    // Marks of annotations and exemplars lie in the plot and have clicks of their own.
    if (event.target === over || !(event.target as HTMLElement).closest('button')) handlers.onPick?.();
  });
  over.addEventListener('dblclick', () => handlers.onDoubleClick?.());
  if (handlers.onStep === undefined) return;
  over.tabIndex = 0;
  over.setAttribute('role', 'group');
  over.setAttribute('aria-label', label);
  over.addEventListener('keydown', (event) => {
    if (event.target !== over) return;
    const step = STEPS[event.key];
    if (step !== undefined) handlers.onStep?.(event.shiftKey ? step * 10 : step);
    else if (event.key === 'Enter') handlers.onPick?.();
    else if (event.key === 'Escape') handlers.onEscape?.();
    else return;
    event.preventDefault();
  });
}

/** The row after some steps from `row`, within 0 to `length` - 1; without one the steps begin at an end. */
export function steppedRow(row: number | undefined, steps: number, length: number): number {
  const from = row ?? (steps > 0 ? -1 : length);
  return Math.max(0, Math.min(length - 1, from + steps));
}
