import type { CSSProperties } from 'react';
import { alphaed } from '../../charts/canvas-colors';
import type { ValueScale } from '../single-value/value-scale';

export interface Bar {
  readonly scale: ValueScale;
  /** 0 to 1. */
  readonly share: number;
  readonly color: string;
  readonly isVertical: boolean;
  /** CSS px. */
  readonly length: number;
}

/** Samples of a continuous scheme along the bar. */
const SAMPLES = 12;

/** The fill of a bar: over its whole length goes the scale, of which the value shows a part. */
export function gradientFill({ scale, share, isVertical, length }: Bar): CSSProperties {
  const { min, max, steps, isContinuous, colorAt } = scale;
  const stops = isContinuous
    ? Array.from(
        { length: SAMPLES + 1 },
        (_, i) => `${colorAt(min + ((max - min) * i) / SAMPLES)} ${(i / SAMPLES) * 100}%`,
      )
    : steps.map(({ from, color }) => `${color} ${Math.round(((from - min) / (max - min || 1)) * 1000) / 10}%`);
  const colors = stops.length > 1 ? stops : [`${colorAt(max)} 0%`, `${colorAt(max)} 100%`];
  const size = Math.max(1, Math.round(length * share));
  return {
    backgroundImage: `linear-gradient(${isVertical ? '0deg' : '90deg'}, ${colors.join(', ')})`,
    backgroundSize: isVertical ? `100% ${length}px` : `${length}px 100%`,
    backgroundPosition: isVertical ? 'bottom' : 'left',
    backgroundRepeat: 'no-repeat',
    ...(isVertical ? { height: size } : { width: size }),
  };
}

/** The fill of a plain bar: a tint with a firm edge. */
export function basicFill({ share, color, isVertical, length }: Bar): CSSProperties {
  const size = Math.max(1, Math.round(length * share));
  return isVertical
    ? { height: size, background: alphaed(color, 0.35), borderTop: `2px solid ${color}` }
    : { width: size, background: alphaed(color, 0.35), borderRight: `2px solid ${color}` };
}

export interface Lamp {
  readonly color: string;
  readonly isLit: boolean;
}

/** Length of a lamp and the gap to the next, px. */
const LAMP = 8;
const LAMP_GAP = 2;
const MOST_LAMPS = 100;

/** The lamps of a row, each in the colour of its place on the scale. */
export function lamps({ scale, share, length }: Bar): Lamp[] {
  const count = Math.min(MOST_LAMPS, Math.max(1, Math.floor(length / (LAMP + LAMP_GAP))));
  return Array.from({ length: count }, (_, i) => ({
    color: scale.colorAt(scale.min + ((scale.max - scale.min) * i) / count),
    isLit: share > 0 && i / count < share,
  }));
}
