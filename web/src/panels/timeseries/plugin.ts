import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import type { GraphField } from '../../charts/options/graph-field';
import { addGraphField } from '../../charts/options/graph-options';
import { addLegend, addTimeZones, addTooltip } from '../../charts/options/panel-options';
import { migrateGraph } from './migrate-graph';
import type { TimeSeriesOptions } from './options';
import { TimeSeriesPanel } from './time-series-panel';

export default new PanelPlugin<TimeSeriesOptions, GraphField>(TimeSeriesPanel)
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: true, bySeriesSupport: true, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
    useCustomConfig: addGraphField,
  })
  .setPanelOptions((builder) => {
    addTooltip(builder);
    addLegend(builder);
    addTimeZones(builder);
    builder.addBooleanSwitch({
      path: 'disableKeyboardEvents',
      name: 'Disable keyboard events',
      category: ['Accessibility'],
      defaultValue: false,
    });
  })
  .setPanelChangeHandler(migrateGraph)
  .setDataSupport({ annotations: true, alertStates: true });
