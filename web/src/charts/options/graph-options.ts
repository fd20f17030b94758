import { FieldType, identityOverrideProcessor } from '@grafana/data';
import {
  addAxis,
  addGradient,
  addHideFrom,
  addObject,
  addStacking,
  addThresholdsStyle,
  choices,
  type FieldBuilder,
} from './field-options';
import { GRAPH_DEFAULTS as defaults, type GraphField } from './graph-field';
import { NullsEditor } from './nulls-editor';

const category = ['Graph styles'];
const isLine = ({ drawStyle }: GraphField): boolean => drawStyle !== 'bars' && drawStyle !== 'points';
const isBars = ({ drawStyle }: GraphField): boolean => drawStyle === 'bars';

/** The whole `custom` part of the panel "time series". */
export function addGraphField(builder: FieldBuilder): void {
  addStyle(builder);
  addNulls(builder);
  addPoints(builder);
  addStacking(builder);
  addAxis(builder);
  addHideFrom(builder);
  addThresholdsStyle(builder);
}

function addStyle(builder: FieldBuilder): void {
  builder
    .addRadio({
      path: 'drawStyle',
      name: 'Style',
      category,
      defaultValue: defaults.drawStyle,
      settings: choices([
        ['line', 'Lines'],
        ['bars', 'Bars'],
        ['points', 'Points'],
      ]),
    })
    .addRadio({
      path: 'lineInterpolation',
      name: 'Line interpolation',
      category,
      defaultValue: defaults.lineInterpolation,
      settings: choices([
        ['linear', 'Linear'],
        ['smooth', 'Smooth'],
        ['stepBefore', 'Step before'],
        ['stepAfter', 'Step after'],
      ]),
      showIf: isLine,
    })
    .addRadio({
      path: 'barAlignment',
      name: 'Bar alignment',
      category,
      defaultValue: defaults.barAlignment,
      settings: choices([
        [-1, 'Before'],
        [0, 'Center'],
        [1, 'After'],
      ]),
      showIf: isBars,
    })
    .addSliderInput({
      path: 'barWidthFactor',
      name: 'Bar width factor',
      category,
      defaultValue: defaults.barWidthFactor,
      settings: { min: 0.1, max: 1, step: 0.1 },
      showIf: isBars,
    })
    .addNumberInput({ path: 'barMaxWidth', name: 'Bar max width', category, hideFromDefaults: true, showIf: isBars })
    .addSliderInput({
      path: 'lineWidth',
      name: 'Line width',
      category,
      defaultValue: 1,
      settings: { min: 0, max: 10, step: 1 },
    })
    .addSliderInput({
      path: 'fillOpacity',
      name: 'Fill opacity',
      category,
      defaultValue: 0,
      settings: { min: 0, max: 100, step: 1 },
    })
    .addTextInput({ path: 'fillBelowTo', name: 'Fill below to', category, hideFromDefaults: true })
    .addColorPicker({ path: 'lineColor', name: 'Line color', category, hideFromDefaults: true })
    .addColorPicker({ path: 'fillColor', name: 'Fill color', category, hideFromDefaults: true })
    .addRadio({
      path: 'transform',
      name: 'Transform',
      category,
      hideFromDefaults: true,
      settings: choices([
        ['constant', 'Constant'],
        ['negative-Y', 'Negative Y transform'],
      ]),
    });
  addGradient(builder);
  addObject(builder, {
    path: 'lineStyle',
    name: 'Line style',
    category: 'Graph styles',
    defaultValue: defaults.lineStyle,
    parts: [
      {
        key: 'fill',
        label: 'Line style',
        kind: 'choice',
        choices: choices([
          ['solid', 'Solid'],
          ['dash', 'Dash'],
          ['dot', 'Dots'],
        ]).options,
      },
      { key: 'dash', label: 'Pattern', kind: 'numbers' },
    ],
  });
}

/** `spanNulls` and `insertNulls` are true, false or a number of ms. */
function addNulls(builder: FieldBuilder): void {
  const options = [
    ['spanNulls', 'Connect null values'],
    ['insertNulls', 'Disconnect values'],
  ] as const;
  for (const [path, name] of options) {
    builder.addCustomEditor({
      id: path,
      path,
      name,
      category,
      defaultValue: defaults[path],
      editor: NullsEditor,
      override: NullsEditor,
      process: identityOverrideProcessor,
      shouldApply: ({ type }) => type !== FieldType.time,
    });
  }
}

function addPoints(builder: FieldBuilder): void {
  builder
    .addRadio({
      path: 'showPoints',
      name: 'Show points',
      category,
      defaultValue: defaults.showPoints,
      settings: choices([
        ['auto', 'Auto'],
        ['always', 'Always'],
        ['never', 'Never'],
      ]),
    })
    .addSliderInput({
      path: 'pointSize',
      name: 'Point size',
      category,
      defaultValue: 5,
      settings: { min: 1, max: 40, step: 1 },
    })
    .addColorPicker({ path: 'pointColor', name: 'Point color', category, hideFromDefaults: true })
    .addBooleanSwitch({ path: 'showValues', name: 'Show values', category, defaultValue: false });
}
