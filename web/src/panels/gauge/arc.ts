export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the bar begins and how far it goes, degrees clockwise from the top. */
export interface Sweep {
  readonly start: number;
  readonly extent: number;
}

export const SWEEPS: Readonly<Record<'gauge' | 'circle', Sweep>> = {
  gauge: { start: -125, extent: 250 },
  circle: { start: 0, extent: 360 },
};

export function pointAt(center: Point, radius: number, degrees: number): Point {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return { x: center.x + radius * Math.cos(angle), y: center.y + radius * Math.sin(angle) };
}

const round = (value: number): number => Math.round(value * 100) / 100;
const text = ({ x, y }: Point): string => `${round(x)},${round(y)}`;

/** A line along a circle between two angles, as SVG's `d`; a whole circle is two halves. */
export function arcLine(center: Point, radius: number, from: number, to: number): string {
  if (to - from >= 360) {
    return `${arcLine(center, radius, from, from + 180)} ${arcLine(center, radius, from + 180, from + 359.99)}`;
  }
  const isLarge = Math.abs(to - from) > 180 ? 1 : 0;
  const isClockwise = to >= from ? 1 : 0;
  return `M${text(pointAt(center, radius, from))} A${round(radius)},${round(radius)} 0 ${isLarge} ${isClockwise} ${text(pointAt(center, radius, to))}`;
}
