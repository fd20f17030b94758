import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

/** Contrast that text needs (WCAG 2.2, 1.4.3): large text is read with less. */
export const CONTRAST = { text: 4.5, large: 3 } as const;

const STEP = 0.06;
const MOST_STEPS = 12;
const NOTATION = /^(#|rgb|hsl)/i;

/** Colours of cells repeat: few are worked out. */
const known = new Map<string, string>();

/**
 * The colour as a text on the surface of panels: darker in the light theme, lighter in the dark one, as far as it takes to be
 * read. What is not a colour stays as it is.
 */
export function legible(color: string, theme: GrafanaTheme2, contrast: number): string {
  const key = `${theme.colors.mode} ${contrast} ${color}`;
  const found = known.get(key) ?? worked(color, theme, contrast);
  known.set(key, found);
  return found;
}

function worked(color: string, theme: GrafanaTheme2, contrast: number): string {
  if (!NOTATION.test(color)) return color;
  const surface = theme.colors.background.primary;
  const { darken, lighten, getContrastRatio } = colorManipulator;
  let text = color;
  for (let step = 0; step < MOST_STEPS && getContrastRatio(text, surface) < contrast; step++)
    text = theme.isDark ? lighten(text, STEP) : darken(text, STEP);
  return text;
}
