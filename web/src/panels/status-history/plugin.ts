import { PanelPlugin } from '@grafana/data';
import type { StateField } from '../../charts/states/options';
import { addStateOptions, stateFieldConfig } from '../../charts/states/state-options';
import type { StatusHistoryOptions } from './options';
import { StatusHistoryPanel } from './status-history-panel';

export default new PanelPlugin<StatusHistoryOptions, StateField>(StatusHistoryPanel)
  .useFieldConfig(stateFieldConfig(1))
  .setPanelOptions((builder) => {
    builder.addSliderInput({
      path: 'colWidth',
      name: 'Column width',
      defaultValue: 0.9,
      settings: { min: 0, max: 1, step: 0.01 },
    });
    addStateOptions(builder);
  })
  .setDataSupport({ annotations: true, alertStates: true });
