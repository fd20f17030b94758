import {
  type DataFrame,
  type FieldConfigPropertyItem,
  isNestedPanelOptions,
  PanelOptionsEditorBuilder,
  type StandardEditorContext,
  type StandardEditorProps,
} from '@grafana/data';
import type { ComponentType } from 'react';
import type { ReadyPanel } from '../../../../panels/use-plugin';
import { valueAt } from '../../operations/set-path';

// biome-ignore lint/suspicious/noExplicitAny: each option has a value of its own; the registries of @grafana/data know none
type Any = any;

/** An option as the pane shows it. */
export interface OptionItem {
  readonly key: string;
  readonly category: string;
  readonly name: string;
  readonly description: string;
  readonly value: unknown;
  readonly editor: ComponentType<StandardEditorProps<Any, Any>>;
  readonly item: StandardEditorProps<Any, Any>['item'];
  /** Where it is set: in the options of the visualisation, or in those of all fields. */
  readonly target: 'options' | 'defaults';
  readonly path: string;
}

/** The options of the visualisation that apply as things are. */
export function panelOptionItems({ plugin, options }: ReadyPanel, data: DataFrame[]): readonly OptionItem[] {
  const builder = new PanelOptionsEditorBuilder();
  const context: StandardEditorContext<object> = { data, options };
  plugin.getPanelOptionsSupplier()(builder as Any, context as Any);
  return itemsOf(builder, context, '', plugin.meta?.name ?? 'Visualisation');
}

function itemsOf(
  builder: PanelOptionsEditorBuilder<Any>,
  context: StandardEditorContext<Any>,
  prefix: string,
  otherwise: string,
): readonly OptionItem[] {
  return builder.getItems().flatMap((item): readonly OptionItem[] => {
    const category = item.category?.join(' › ') ?? otherwise;
    if (isNestedPanelOptions(item)) {
      const inner = new PanelOptionsEditorBuilder<Any>();
      const path = `${prefix}${item.path}`;
      const within = { ...context, options: valueAt(context.options, item.path) ?? {} };
      item.getBuilder()(inner, within as Any);
      return itemsOf(inner, within, `${path}.`, category);
    }
    if (item.showIf?.(context.options, context.data) === false) return [];
    return [
      {
        key: `options ${prefix}${item.path}`,
        category,
        name: item.name,
        description: item.description ?? '',
        value: valueAt(context.options, item.path),
        editor: item.editor as OptionItem['editor'],
        item,
        target: 'options',
        path: `${prefix}${item.path}`,
      },
    ];
  });
}

/** Where a field's option stands in `defaults`. */
const fieldPath = ({ isCustom, path }: Pick<FieldConfigPropertyItem, 'isCustom' | 'path'>): string =>
  isCustom ? `custom.${path}` : path;

/** The options of all fields that the visualisation has. */
export function fieldItems(
  { plugin, fieldConfig: { defaults } }: ReadyPanel,
  data: DataFrame[],
): readonly OptionItem[] {
  return plugin.fieldConfigRegistry.list().flatMap((item): readonly OptionItem[] => {
    if (item.hideFromDefaults || item.excludeFromPicker) return [];
    const seen = item.isCustom ? (defaults.custom ?? {}) : defaults;
    if (item.showIf?.(seen, data) === false) return [];
    return [
      {
        key: `defaults ${item.id}`,
        category: item.category?.join(' › ') ?? 'Standard options',
        name: item.name,
        description: item.description ?? '',
        value: valueAt(defaults, fieldPath(item)),
        editor: item.editor as OptionItem['editor'],
        item,
        target: 'defaults',
        path: fieldPath(item),
      },
    ];
  });
}

/** By category, in the order in which they first come. */
export function byCategory(items: readonly OptionItem[]): ReadonlyMap<string, readonly OptionItem[]> {
  const groups = new Map<string, OptionItem[]>();
  for (const item of items) {
    const group = groups.get(item.category);
    if (group === undefined) groups.set(item.category, [item]);
    else group.push(item);
  }
  return groups;
}
