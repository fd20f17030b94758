import type { Size } from '../controls/use-size';

export interface View {
  readonly x: number;
  readonly y: number;
  /** px on the screen for one of the graph. */
  readonly scale: number;
}

const MIN_SCALE = 0.1;
const MAX_SCALE = 3;

/** The whole graph in the middle, never larger than it is. */
export function fitted(graph: Size, size: Size): View {
  const scale = Math.min(1, size.width / (graph.width || 1), size.height / (graph.height || 1));
  return { scale, x: (size.width - graph.width * scale) / 2, y: (size.height - graph.height * scale) / 2 };
}

/** Texts of a graph grow against its scale up to this: beyond it they would cover each other. */
const MAX_TEXT_SCALE = 1.5;

/** How many times larger texts are drawn, so that they are read from afar. */
export const textScale = ({ scale }: View): number => Math.min(MAX_TEXT_SCALE, Math.max(1, 1 / scale));

/** Whether texts are smaller than they are meant to be all the same. */
export const isFar = ({ scale }: View): boolean => scale * MAX_TEXT_SCALE < 1;

/** The point below `at` (px of the screen) stays where it is. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }): View {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, view.scale * factor));
  const by = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by };
}
