import type { FieldConfigSource } from '@grafana/data';
import { currentType } from '../../../../panels/registry';
import type { Panel } from '../../../model/dashboard';

/** Options that mean the same in all panels that have them. */
const SHARED = ['legend', 'tooltip', 'reduceOptions', 'orientation', 'text', 'textMode'];

/**
 * The panel drawn in another way: queries, standard options and overrides of them stay, what the former visualisation alone
 * knew is gone. `options` are those with all defaults.
 */
export function setType(panel: Panel, type: string, options: object = panel.options ?? {}): Panel {
  if (type === currentType(panel.type)) return panel;
  const { pluginVersion: _, ...rest } = panel;
  const kept = Object.fromEntries(Object.entries(options).filter(([name]) => SHARED.includes(name)));
  return { ...rest, type, options: kept, fieldConfig: withoutCustom(panel.fieldConfig) } as Panel;
}

function withoutCustom(config: FieldConfigSource = { defaults: {}, overrides: [] }): FieldConfigSource {
  const { custom: _, ...defaults } = config.defaults;
  const overrides = config.overrides
    .map((override) => ({ ...override, properties: override.properties.filter(({ id }) => !id.startsWith('custom.')) }))
    .filter(({ properties }) => properties.length > 0);
  return { defaults, overrides };
}
