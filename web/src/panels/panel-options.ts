import { type FieldConfigSource, getPanelOptionsWithDefaults, type PanelModel, type PanelPlugin } from '@grafana/data';
import { currentType } from './registry';

/** What a dashboard says of how a panel looks. `rest` is what old panels have beside `options`. */
export interface PanelSettings {
  readonly type: string;
  readonly options?: object | undefined;
  readonly fieldConfig?: Partial<FieldConfigSource> | undefined;
  readonly pluginVersion?: string | undefined;
  /** The panel's whole JSON, for the migrations of old ones. */
  readonly json?: Readonly<Record<string, unknown>> | undefined;
}

export interface PreparedPanel {
  readonly options: object;
  readonly fieldConfig: FieldConfigSource;
}

/**
 * Options and field config as the plugin has them now: of panels of a former type brought over, of older versions migrated,
 * with all defaults. What was given is not changed.
 */
export async function preparePanel(plugin: PanelPlugin, settings: PanelSettings): Promise<PreparedPanel> {
  const model = modelOf(settings);
  const isFormer = currentType(settings.type) !== settings.type;
  if (isFormer && plugin.onPanelTypeChanged !== undefined) {
    const before = { angular: model, ...model.options };
    const changed = plugin.onPanelTypeChanged(model, settings.type, before, model.fieldConfig);
    model.options = { ...model.options, ...changed };
  }
  if (plugin.onPanelMigration !== undefined) {
    model.options = await plugin.onPanelMigration(model);
  }
  return getPanelOptionsWithDefaults({
    plugin,
    currentOptions: model.options,
    currentFieldConfig: model.fieldConfig,
    isAfterPluginChange: isFormer,
  }) as PreparedPanel;
}

/** A copy that migrations may change. */
function modelOf({ type, options = {}, fieldConfig, pluginVersion, json = {} }: PanelSettings): PanelModel {
  return structuredClone({
    id: 0,
    ...json,
    type,
    options,
    fieldConfig: { defaults: fieldConfig?.defaults ?? {}, overrides: fieldConfig?.overrides ?? [] },
    ...(pluginVersion !== undefined && { pluginVersion }),
  }) as PanelModel;
}
