import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { readableOn } from '../../charts/canvas-colors';
import { CONTRAST, legible } from '../../charts/legible-color';
import { turned } from '../../charts/series-color';
import type { StatOptions } from './options';

export interface StatColors {
  /** Undefined: that of the panel. */
  readonly background?: string;
  /** Undefined: that of the page. */
  readonly value?: string;
  readonly name?: string;
  /** Of the course. */
  readonly graph: string;
}

/** Colours of a value by the colour mode. */
export function statColors(color: string, mode: StatOptions['colorMode'], theme: GrafanaTheme2): StatColors {
  if (mode === 'none') return { graph: color };
  if (mode === 'value') return { value: legible(color, theme, CONTRAST.large), graph: color };
  const text = readableOn(color, theme);
  return {
    background: mode === 'background' ? gradient(color, theme) : color,
    value: text,
    name: text,
    graph: colorManipulator.alpha(text, 0.6),
  };
}

function gradient(color: string, theme: GrafanaTheme2): string {
  try {
    const from = theme.isDark
      ? colorManipulator.darken(turned(color, -12), 0.15)
      : colorManipulator.lighten(turned(color, -8), 0.1);
    return `linear-gradient(120deg, ${from}, ${color})`;
  } catch {
    return color;
  }
}

/** A change in percent; `''` where there is none to tell, as from zero. */
export function percentText(change: number | undefined): string {
  if (change === undefined || !Number.isFinite(change)) return '';
  return `${change.toLocaleString(undefined, { maximumSignificantDigits: 3 })}%`;
}

/** The direction that is good; `undefined`: neither. */
export function percentTone(change: number, mode: StatOptions['percentChangeColorMode']): 'good' | 'bad' | undefined {
  if (change === 0 || mode === 'same_as_value') return undefined;
  return change > 0 === (mode !== 'inverted') ? 'good' : 'bad';
}
