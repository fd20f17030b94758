import type { PanelModel } from '@grafana/data';
import type { TextOptions } from './options';

const MODES: ReadonlySet<unknown> = new Set(['markdown', 'html', 'code']);

/** Before Grafana 7 mode and content stood beside the options; a mode "text" was code without a language. */
export function migrateText(panel: PanelModel): Partial<TextOptions> {
  const options = { ...panel.options } as Partial<TextOptions>;
  const old = panel as unknown as { readonly mode?: unknown; readonly content?: unknown };
  const mode = options.mode ?? old.mode;
  const content = options.content ?? old.content;
  return {
    ...options,
    mode: mode === undefined ? 'markdown' : MODES.has(mode) ? (mode as TextOptions['mode']) : 'code',
    ...(typeof content === 'string' && { content }),
  };
}
