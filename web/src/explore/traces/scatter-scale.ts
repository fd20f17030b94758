/** Time to the right, duration upwards on a logarithmic scale; px from the top left. */
export interface ScatterScale {
  readonly width: number;
  readonly height: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** ms, both above 0. */
  readonly least: number;
  readonly most: number;
}

/** Room for the labels of the axes, px. */
export const MARGIN = { left: 56, right: 8, top: 8, bottom: 20 } as const;

/** Shorter durations stand with this, ms: the search answers in whole ms. */
const SHORTEST = 0.5;

/** A scale that holds all durations, at least a power of ten of them. */
export function scatterScale(
  durations: readonly number[],
  place: Pick<ScatterScale, 'width' | 'height' | 'fromMs' | 'toMs'>,
): ScatterScale {
  const drawn = durations.map((duration) => Math.max(SHORTEST, duration));
  const least = drawn.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = drawn.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return { ...place, least: 1, most: 1000 };
  return { ...place, least: least / 1.5, most: Math.max(most * 1.5, least * 10) };
}

const innerWidth = ({ width }: ScatterScale) => Math.max(1, width - MARGIN.left - MARGIN.right);
const innerHeight = ({ height }: ScatterScale) => Math.max(1, height - MARGIN.top - MARGIN.bottom);

export const xOf = (scale: ScatterScale, atMs: number): number =>
  MARGIN.left + ((atMs - scale.fromMs) / (scale.toMs - scale.fromMs)) * innerWidth(scale);

export const yOf = (scale: ScatterScale, durationMs: number): number =>
  MARGIN.top +
  innerHeight(scale) *
    (1 - Math.log(Math.max(SHORTEST, durationMs) / scale.least) / Math.log(scale.most / scale.least));

export interface Selection {
  readonly fromMs: number;
  readonly toMs: number;
  /** ms */
  readonly least: number;
  readonly most: number;
}

/** What a rectangle between two corners holds, within the scale. */
export function selectionOf(
  scale: ScatterScale,
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
): Selection {
  const time = (x: number) => {
    const share = (x - MARGIN.left) / innerWidth(scale);
    return scale.fromMs + Math.min(1, Math.max(0, share)) * (scale.toMs - scale.fromMs);
  };
  const duration = (y: number) => {
    const share = 1 - (y - MARGIN.top) / innerHeight(scale);
    return scale.least * (scale.most / scale.least) ** Math.min(1, Math.max(0, share));
  };
  return {
    fromMs: time(Math.min(a.x, b.x)),
    toMs: time(Math.max(a.x, b.x)),
    least: duration(Math.max(a.y, b.y)),
    most: duration(Math.min(a.y, b.y)),
  };
}

/** Powers of ten within the scale, ms. */
export function durationTicks({ least, most }: ScatterScale): number[] {
  const found: number[] = [];
  for (let power = Math.ceil(Math.log10(least)); 10 ** power <= most; power++) found.push(10 ** power);
  return found;
}
