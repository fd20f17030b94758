import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { migrateSingleValue } from '../single-value/migrate';
import { fromSinglestat } from '../single-value/migrate-singlestat';
import { addOrientation, addReduceOptions, addTextSizes } from '../single-value/options';
import { addTextMode } from '../single-value/text-mode';
import type { StatOptions } from './options';
import { StatPanel } from './stat-panel';

export default new PanelPlugin<StatOptions>(StatPanel)
  .useFieldConfig({})
  .setPanelOptions((builder) => {
    addReduceOptions(builder);
    addOrientation(builder);
    addTextMode(builder);
    builder
      .addBooleanSwitch({
        path: 'wideLayout',
        name: 'Wide layout',
        defaultValue: true,
        showIf: ({ textMode }) => textMode === 'value_and_name',
      })
      .addRadio({
        path: 'colorMode',
        name: 'Color mode',
        defaultValue: 'value',
        settings: choices([
          ['none', 'None'],
          ['value', 'Value'],
          ['background', 'Background gradient'],
          ['background_solid', 'Background solid'],
        ]),
      })
      .addRadio({
        path: 'graphMode',
        name: 'Graph mode',
        defaultValue: 'area',
        settings: choices([
          ['none', 'None'],
          ['area', 'Area'],
          ['line', 'Line'],
        ]),
      })
      .addRadio({
        path: 'justifyMode',
        name: 'Text alignment',
        defaultValue: 'auto',
        settings: choices([
          ['auto', 'Auto'],
          ['center', 'Center'],
        ]),
      })
      .addBooleanSwitch({
        path: 'showPercentChange',
        name: 'Show percent change',
        defaultValue: false,
        showIf: ({ reduceOptions }) => reduceOptions?.values !== true,
      })
      .addRadio({
        path: 'percentChangeColorMode',
        name: 'Percent change color mode',
        defaultValue: 'standard',
        settings: choices([
          ['standard', 'Standard'],
          ['inverted', 'Inverted'],
          ['same_as_value', 'Same as value'],
        ]),
        showIf: ({ showPercentChange }) => showPercentChange,
      });
    addTextSizes(builder, { hasPercent: true });
  })
  .setPanelChangeHandler(fromSinglestat)
  .setMigrationHandler(migrateSingleValue);
