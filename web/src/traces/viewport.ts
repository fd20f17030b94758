/** The part of a trace that is in sight: ns since its start. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
}

/** Nothing shorter is shown, ns. */
const LEAST = 100;

export const whole = (durationNs: number): Viewport => ({ from: 0, to: Math.max(LEAST, durationNs) });

export const isWhole = ({ from, to }: Viewport, durationNs: number): boolean => from <= 0 && to >= durationNs;

/** Within the trace, and not too short. */
export function within({ from, to }: Viewport, durationNs: number): Viewport {
  const all = whole(durationNs);
  const length = Math.min(all.to, Math.max(LEAST, to - from));
  const start = Math.min(Math.max(0, from), all.to - length);
  return { from: start, to: start + length };
}

export const moved = ({ from, to }: Viewport, by: number, durationNs: number): Viewport =>
  within({ from: from + by, to: to + by }, durationNs);

/** `factor` above 1 shows less; the moment `at` stays where it is. */
export function zoomed({ from, to }: Viewport, factor: number, at: number, durationNs: number): Viewport {
  return within({ from: at - (at - from) / factor, to: at + (to - at) / factor }, durationNs);
}

/** Shares of the viewport's width, 0 to 1; undefined for what is out of sight. */
export function placed(
  { from, to }: Viewport,
  offsetNs: number,
  durationNs: number,
): { left: number; width: number } | undefined {
  const start = Math.max(from, offsetNs);
  const end = Math.min(to, offsetNs + durationNs);
  if (start > end) return undefined;
  return { left: (start - from) / (to - from), width: (end - start) / (to - from) };
}

const STEPS = [1, 2, 2.5, 5, 10];

/** About `count` moments at round distances, ns. */
export function ticks({ from, to }: Viewport, count: number): number[] {
  const rough = (to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((factor) => factor * power >= rough)!;
  const found: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at);
  return found;
}
