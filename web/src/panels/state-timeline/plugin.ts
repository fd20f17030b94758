import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import type { StateField } from '../../charts/states/options';
import { addStateOptions, stateFieldConfig } from '../../charts/states/state-options';
import type { StateTimelineOptions } from './options';
import { StateTimelinePanel } from './state-timeline-panel';

export default new PanelPlugin<StateTimelineOptions, StateField>(StateTimelinePanel)
  .useFieldConfig(stateFieldConfig(0))
  .setPanelOptions((builder) => {
    builder
      .addBooleanSwitch({ path: 'mergeValues', name: 'Merge equal consecutive values', defaultValue: true })
      .addRadio({
        path: 'alignValue',
        name: 'Align values',
        defaultValue: 'left',
        settings: choices([
          ['left', 'Left'],
          ['center', 'Center'],
          ['right', 'Right'],
        ]),
        showIf: ({ showValue }) => showValue !== 'never',
      });
    addStateOptions(builder);
  })
  .setDataSupport({ annotations: true, alertStates: true });
