import type { GrafanaTheme2 } from '@grafana/data';
import { colorManipulator } from '@grafana/data';

/** What a canvas is painted with besides the colours of its series; by the tokens of the theme. */
export interface CanvasColors {
  readonly text: string;
  readonly grid: string;
  readonly axis: string;
  readonly surface: string;
  readonly font: string;
}

/** Reads the custom properties of the document, so that a canvas has the colours of the page around it. */
export function canvasColors(theme: GrafanaTheme2): CanvasColors {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    text: token('--muted', theme.colors.text.secondary),
    grid: alphaed(token('--line-strong', theme.colors.border.medium), 0.45),
    axis: token('--line-strong', theme.colors.border.medium),
    surface: token('--surface', theme.colors.background.primary),
    font: `11px ${theme.typography.fontFamily}`,
  };
}

/** The colour with an alpha of 0 to 1; what is not a colour stays as it is. */
export function alphaed(color: string, alpha: number): string {
  try {
    return colorManipulator.alpha(color, Math.max(0, Math.min(1, alpha)));
  } catch {
    return color;
  }
}

/** The text that can be read on a background. */
export function readableOn(background: string, theme: GrafanaTheme2): string {
  try {
    return theme.colors.getContrastText(background);
  } catch {
    return theme.colors.text.primary;
  }
}
