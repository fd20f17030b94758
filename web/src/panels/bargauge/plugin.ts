import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { fromSinglestat } from '../single-value/migrate-singlestat';
import { addOrientation, addReduceOptions, addTextSizes } from '../single-value/options';
import { addSizing, isSizedByHand } from '../single-value/sizing';
import { BarGaugePanel } from './bar-gauge-panel';
import { migrateBarGauge } from './migrate-bar-gauge';
import type { BarGaugeOptions } from './options';

export default new PanelPlugin<BarGaugeOptions>(BarGaugePanel)
  .useFieldConfig({})
  .setPanelOptions((builder) => {
    addReduceOptions(builder);
    addOrientation(builder);
    builder
      .addRadio({
        path: 'displayMode',
        name: 'Display mode',
        defaultValue: 'gradient',
        settings: choices([
          ['gradient', 'Gradient'],
          ['lcd', 'Retro LCD'],
          ['basic', 'Basic'],
        ]),
      })
      .addRadio({
        path: 'valueMode',
        name: 'Value display',
        defaultValue: 'color',
        settings: choices([
          ['color', 'Value color'],
          ['text', 'Text color'],
          ['hidden', 'Hidden'],
        ]),
      })
      .addRadio({
        path: 'namePlacement',
        name: 'Name placement',
        defaultValue: 'auto',
        settings: choices([
          ['auto', 'Auto'],
          ['top', 'Top'],
          ['left', 'Left'],
          ['hidden', 'Hidden'],
        ]),
        showIf: ({ orientation }) => orientation !== 'vertical',
      })
      .addBooleanSwitch({
        path: 'showUnfilled',
        name: 'Show unfilled area',
        defaultValue: true,
        showIf: ({ displayMode }) => displayMode !== 'lcd',
      });
    addSizing(builder, { name: 'Bar size', minWidth: 8, minHeight: 16, most: 300 });
    builder.addSliderInput({
      path: 'maxVizHeight',
      name: 'Max height',
      defaultValue: 300,
      settings: { min: 0, max: 300, step: 1 },
      showIf: isSizedByHand,
    });
    addTextSizes(builder);
    const category = ['Legend'];
    const isShown = ({ legend }: BarGaugeOptions) => legend?.showLegend === true;
    builder
      .addBooleanSwitch({ path: 'legend.showLegend', name: 'Visibility', category, defaultValue: false })
      .addRadio({
        path: 'legend.displayMode',
        name: 'Mode',
        category,
        defaultValue: 'list',
        settings: choices([
          ['list', 'List'],
          ['table', 'Table'],
        ]),
        showIf: isShown,
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
        showIf: isShown,
      });
  })
  .setPanelChangeHandler(fromSinglestat)
  .setMigrationHandler(migrateBarGauge);
