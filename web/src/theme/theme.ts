import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { useSyncExternalStore } from 'react';
import { SERIES_PALETTE } from './series-palette';

export type Mode = 'dark' | 'light';

const KEY = 'quartet.theme';
const FONT = '"Inter Variable", system-ui, sans-serif';
const MONO = '"JetBrains Mono Variable", ui-monospace, monospace';

/** What @grafana/data colours fields by: its named colours, and our palette for series. Must match tokens.css. */
const THEMES: Readonly<Record<Mode, GrafanaTheme2>> = {
  dark: createTheme({
    colors: {
      mode: 'dark',
      background: { canvas: '#0e1116', primary: '#151920', secondary: '#1c212a' },
      text: { primary: '#dce1ea', secondary: '#9aa4b4' },
    },
    typography: { fontFamily: FONT, fontFamilyMonospace: MONO },
    visualization: { palette: [...SERIES_PALETTE.dark] },
  }),
  light: createTheme({
    colors: {
      mode: 'light',
      background: { canvas: '#f5f6f8', primary: '#ffffff', secondary: '#f5f6f8' },
      text: { primary: '#1b222c', secondary: '#55606f' },
    },
    typography: { fontFamily: FONT, fontFamilyMonospace: MONO },
    visualization: { palette: [...SERIES_PALETTE.light] },
  }),
};

const system = window.matchMedia('(prefers-color-scheme: light)');
const listeners = new Set<() => void>();

/** `theme` of the URL (as Grafana's kiosk links have it), else what was chosen, else what the system prefers. */
function chosenMode(): Mode {
  const asked = new URLSearchParams(window.location.search).get('theme') ?? localStorage.getItem(KEY);
  if (asked === 'dark' || asked === 'light') return asked;
  return system.matches ? 'light' : 'dark';
}

let mode: Mode = chosenMode();
document.documentElement.dataset.theme = mode;

export const toggleMode = (): void => setMode(mode === 'dark' ? 'light' : 'dark');

function setMode(next: Mode): void {
  mode = next;
  localStorage.setItem(KEY, next);
  document.documentElement.dataset.theme = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useMode = (): Mode => useSyncExternalStore(subscribe, () => mode);

/** Drawn again when the mode changes. */
export const useTheme = (): GrafanaTheme2 => THEMES[useMode()];

/** Outside of components. */
export const currentTheme = (): GrafanaTheme2 => THEMES[mode];
