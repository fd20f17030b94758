import {
  FieldColorModeId,
  FieldConfigProperty,
  identityOverrideProcessor,
  type SetFieldConfigOptionsArgs,
} from '@grafana/data';
import { addAxis, addBarStyle, addHideFrom, choices, type FieldBuilder } from '../options/field-options';
import { NullsEditor } from '../options/nulls-editor';
import { addLegend, addTimeZones, addTooltip, type PanelBuilder } from '../options/panel-options';
import { STATE_DEFAULTS, type StateField } from './options';

/** Field options of both panels; values have colours by thresholds unless the dashboard says otherwise. */
export function stateFieldConfig(lineWidth: number): SetFieldConfigOptionsArgs<StateField> {
  return {
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: true },
        defaultValue: { mode: FieldColorModeId.ContinuousGrYlRd },
      },
    },
    useCustomConfig: (builder) => {
      addBarStyle(builder, { lineWidth, fillOpacity: STATE_DEFAULTS.fillOpacity }, { hasGradient: false });
      addGaps(builder);
      addHideFrom(builder);
      addAxis(builder, { hasScale: false });
    },
  };
}

function addGaps(builder: FieldBuilder): void {
  for (const [path, name] of [
    ['spanNulls', 'Connect null values'],
    ['insertNulls', 'Disconnect values'],
  ] as const) {
    builder.addCustomEditor({
      ...{ id: path, path, name, defaultValue: false, editor: NullsEditor, override: NullsEditor },
      process: identityOverrideProcessor,
      shouldApply: () => true,
    });
  }
}

/** Options of both panels after those of their own. */
export function addStateOptions(builder: PanelBuilder): void {
  builder
    .addRadio({
      path: 'showValue',
      name: 'Show values',
      defaultValue: 'auto',
      settings: choices([
        ['auto', 'Auto'],
        ['always', 'Always'],
        ['never', 'Never'],
      ]),
    })
    .addSliderInput({
      path: 'rowHeight',
      name: 'Row height',
      defaultValue: 0.9,
      settings: { min: 0, max: 1, step: 0.01 },
    })
    .addNumberInput({
      path: 'perPage',
      name: 'Page size (enable pagination)',
      defaultValue: 20,
      settings: { min: 0, step: 1, integer: true },
    });
  addLegend(builder, { hasCalcs: false });
  addTooltip(builder);
  addTimeZones(builder);
}
