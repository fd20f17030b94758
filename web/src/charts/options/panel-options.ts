import { fieldReducers, type PanelOptionsEditorBuilder } from '@grafana/data';
import { choices } from './field-options';

// biome-ignore lint/suspicious/noExplicitAny: builders of panels with different options share these
export type PanelBuilder = PanelOptionsEditorBuilder<any>;

interface LegendOptionsConfig {
  /** Calculations have a sense where a series has several values. */
  readonly hasCalcs?: boolean;
}

/** `legend` of all panels with series. */
export function addLegend(builder: PanelBuilder, { hasCalcs = true }: LegendOptionsConfig = {}): void {
  const category = ['Legend'];
  builder
    .addBooleanSwitch({ path: 'legend.showLegend', name: 'Visibility', category, defaultValue: true })
    .addRadio({
      path: 'legend.displayMode',
      name: 'Mode',
      category,
      defaultValue: 'list',
      settings: choices([
        ['list', 'List'],
        ['table', 'Table'],
      ]),
    })
    .addRadio({
      path: 'legend.placement',
      name: 'Placement',
      category,
      defaultValue: 'bottom',
      settings: choices([
        ['bottom', 'Bottom'],
        ['right', 'Right'],
      ]),
    })
    .addNumberInput({
      path: 'legend.width',
      name: 'Width',
      category,
      settings: { placeholder: 'Auto' },
      showIf: ({ legend }: { legend?: { placement?: string } }) => legend?.placement === 'right',
    });
  if (!hasCalcs) return;
  builder.addMultiSelect({
    path: 'legend.calcs',
    name: 'Values',
    category,
    defaultValue: [],
    settings: { options: fieldReducers.list().map(({ id, name }) => ({ value: id, label: name })) as never },
  });
}

/** `tooltip` of all panels with series. */
export function addTooltip(builder: PanelBuilder, { hasMulti = true, mode = 'single' } = {}): void {
  const category = ['Tooltip'];
  const modes = hasMulti
    ? ([
        ['single', 'Single'],
        ['multi', 'All'],
        ['none', 'Hidden'],
      ] as const)
    : ([
        ['single', 'Single'],
        ['none', 'Hidden'],
      ] as const);
  builder.addRadio({
    path: 'tooltip.mode',
    name: 'Tooltip mode',
    category,
    defaultValue: mode,
    settings: choices<string>(modes),
  });
  if (hasMulti) {
    builder
      .addRadio({
        path: 'tooltip.sort',
        name: 'Values sort order',
        category,
        defaultValue: 'none',
        settings: choices([
          ['none', 'None'],
          ['asc', 'Ascending'],
          ['desc', 'Descending'],
        ]),
      })
      .addBooleanSwitch({ path: 'tooltip.hideZeros', name: 'Hide zeros', category, defaultValue: false });
  }
  builder
    .addNumberInput({ path: 'tooltip.maxWidth', name: 'Max width', category, settings: { integer: true } })
    .addNumberInput({ path: 'tooltip.maxHeight', name: 'Max height', category, settings: { integer: true } });
}

/** `timezone`: one axis of time for each. The browser's and the dashboard's are the empty text. */
export function addTimeZones(builder: PanelBuilder): void {
  builder.addStringArray({
    path: 'timezone',
    name: 'Time zones',
    category: ['Axis'],
    settings: { placeholder: 'Dashboard' },
  });
}
