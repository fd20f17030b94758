/** A box of a chart: a bar, a state, a cell. In values of the scales `x` and `y`. */
export interface Rect {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly fill: string;
  readonly stroke?: string;
  /** Written in it or at its end. */
  readonly text?: string;
  /** Whose it is. */
  readonly series: number;
  /** Row of its value in the field. */
  readonly row: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The rect at a place, the last drawn first. With `isWhole`, above and below a rect counts as on it, and the nearest
 * wins. Undefined: none.
 */
export function rectAt(rects: readonly Rect[], x: number, y: number, isWhole = false): number | undefined {
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = rects.length - 1; i >= 0; i--) {
    const { x0, x1, y0, y1 } = rects[i]!;
    if (x < Math.min(x0, x1) || x > Math.max(x0, x1)) continue;
    const [low, high] = [Math.min(y0, y1), Math.max(y0, y1)];
    if (y >= low && y <= high) return i;
    const distance = y < low ? low - y : y - high;
    if (isWhole && distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}
