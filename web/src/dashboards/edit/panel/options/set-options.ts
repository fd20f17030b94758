import type { FieldConfigSource } from '@grafana/data';
import { currentType } from '../../../../panels/registry';
import type { ReadyPanel } from '../../../../panels/use-plugin';
import type { Panel } from '../../../model/dashboard';
import { withValueAt } from '../../operations/set-path';

/** The version that panels are written with: their options are as the plugins have them now, and not migrated again. */
const PLUGIN_VERSION = '13.2.3';

/** The panel as its plugin has it now, so that options can be set in it. */
function current(panel: Panel, { options, fieldConfig }: ReadyPanel): Panel {
  return { ...panel, type: currentType(panel.type), options, fieldConfig, pluginVersion: PLUGIN_VERSION };
}

/** An option of the visualisation; `undefined` takes it out. */
export const setOption = (panel: Panel, ready: ReadyPanel, path: string, value: unknown): Panel => {
  const now = current(panel, ready);
  return { ...now, options: withValueAt(now.options ?? {}, path, value) };
};

/** An option of all fields; those of the visualisation alone are below `custom`. */
export const setDefault = (panel: Panel, ready: ReadyPanel, path: string, value: unknown): Panel => {
  const now = current(panel, ready);
  const { defaults, overrides } = now.fieldConfig ?? { defaults: {}, overrides: [] };
  return { ...now, fieldConfig: { defaults: withValueAt(defaults, path, value), overrides } };
};

export const setOverrides = (panel: Panel, ready: ReadyPanel, overrides: FieldConfigSource['overrides']): Panel => {
  const now = current(panel, ready);
  return { ...now, fieldConfig: { defaults: now.fieldConfig?.defaults ?? {}, overrides } };
};
