import { type Field, type FieldConfigEditorBuilder, FieldType, identityOverrideProcessor } from '@grafana/data';
import { type Choice, compositeEditor, type Part } from './composite-editor';
import { AXIS_DEFAULTS, GRAPH_DEFAULTS, SHOWN } from './graph-field';

// biome-ignore lint/suspicious/noExplicitAny: builders of panels with different options share these
export type FieldBuilder = FieldConfigEditorBuilder<any>;

const isNumber = (field: Field): boolean =>
  field.type === FieldType.number || field.type === FieldType.boolean || field.type === FieldType.enum;

interface ObjectOption {
  readonly path: string;
  readonly name: string;
  readonly category: string;
  readonly defaultValue: unknown;
  readonly parts: readonly Part[];
  readonly hideFromDefaults?: boolean;
  readonly shouldApply?: (field: Field) => boolean;
}

/** An option that is an object. */
export function addObject(builder: FieldBuilder, option: ObjectOption): void {
  const editor = compositeEditor(option.parts);
  builder.addCustomEditor({
    id: option.path,
    path: option.path,
    name: option.name,
    category: [option.category],
    defaultValue: option.defaultValue,
    editor,
    override: editor,
    process: identityOverrideProcessor,
    shouldApply: option.shouldApply ?? (() => true),
    ...(option.hideFromDefaults && { hideFromDefaults: true }),
  });
}

export const choices = <T extends string | number>(
  pairs: readonly (readonly [T, string])[],
): { options: { value: T; label: string }[] } => ({
  options: pairs.map(([value, label]) => ({ value, label })),
});

const pairs = (list: readonly (readonly [string | number, string])[]): readonly Choice[] => choices(list).options;

/** `hideFrom`: of all panels with series. */
export function addHideFrom(builder: FieldBuilder): void {
  addObject(builder, {
    path: 'hideFrom',
    name: 'Hide in area',
    category: 'Series',
    defaultValue: SHOWN,
    hideFromDefaults: true,
    parts: [
      { key: 'viz', label: 'Visualization', kind: 'switch' },
      { key: 'legend', label: 'Legend', kind: 'switch' },
      { key: 'tooltip', label: 'Tooltip', kind: 'switch' },
    ],
  });
}

export function addScaleDistribution(builder: FieldBuilder): void {
  addObject(builder, {
    path: 'scaleDistribution',
    name: 'Scale',
    category: 'Axis',
    defaultValue: AXIS_DEFAULTS.scaleDistribution,
    shouldApply: isNumber,
    parts: [
      {
        key: 'type',
        label: 'Scale',
        kind: 'choice',
        choices: pairs([
          ['linear', 'Linear'],
          ['log', 'Logarithmic'],
          ['symlog', 'Symlog'],
        ]),
      },
      {
        key: 'log',
        label: 'Base',
        kind: 'choice',
        choices: pairs([
          [2, '2'],
          [10, '10'],
        ]),
      },
      { key: 'linearThreshold', label: 'Linear threshold', kind: 'number' },
    ],
  });
}

/** All `axis*` options and the scale. */
export function addAxis(builder: FieldBuilder, { hasScale = true }: { hasScale?: boolean } = {}): void {
  const category = ['Axis'];
  builder
    .addRadio({
      path: 'axisPlacement',
      name: 'Placement',
      category,
      defaultValue: AXIS_DEFAULTS.axisPlacement,
      settings: choices([
        ['auto', 'Auto'],
        ['left', 'Left'],
        ['right', 'Right'],
        ['hidden', 'Hidden'],
      ]),
    })
    .addTextInput({ path: 'axisLabel', name: 'Label', category, defaultValue: '', shouldApply: () => true })
    .addNumberInput({ path: 'axisWidth', name: 'Width', category, settings: { placeholder: 'Auto' } })
    .addBooleanSwitch({ path: 'axisBorderShow', name: 'Show border', category, defaultValue: false })
    .addRadio({
      path: 'axisColorMode',
      name: 'Color',
      category,
      defaultValue: AXIS_DEFAULTS.axisColorMode,
      settings: choices([
        ['text', 'Text'],
        ['series', 'Series'],
      ]),
    })
    .addRadio({
      path: 'axisGridShow',
      name: 'Show grid lines',
      category,
      defaultValue: undefined,
      settings: {
        options: [
          { value: undefined, label: 'Auto' },
          { value: true, label: 'On' },
          { value: false, label: 'Off' },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'axisCenteredZero',
      name: 'Centered zero',
      category,
      defaultValue: false,
      shouldApply: isNumber,
    })
    .addNumberInput({
      path: 'axisSoftMin',
      name: 'Soft min',
      category,
      settings: { placeholder: 'See: Standard options > Min' },
    })
    .addNumberInput({
      path: 'axisSoftMax',
      name: 'Soft max',
      category,
      settings: { placeholder: 'See: Standard options > Max' },
    });
  if (hasScale) addScaleDistribution(builder);
}

export function addStacking(builder: FieldBuilder, category = 'Graph styles'): void {
  addObject(builder, {
    path: 'stacking',
    name: 'Stack series',
    category,
    defaultValue: GRAPH_DEFAULTS.stacking,
    shouldApply: isNumber,
    parts: [
      {
        key: 'mode',
        label: 'Stacking',
        kind: 'choice',
        choices: pairs([
          ['none', 'Off'],
          ['normal', 'Normal'],
          ['percent', '100%'],
        ]),
      },
      { key: 'group', label: 'Group', kind: 'text' },
    ],
  });
}

export function addThresholdsStyle(builder: FieldBuilder): void {
  addObject(builder, {
    path: 'thresholdsStyle',
    name: 'Show thresholds',
    category: 'Thresholds',
    defaultValue: GRAPH_DEFAULTS.thresholdsStyle,
    shouldApply: isNumber,
    parts: [
      {
        key: 'mode',
        label: 'Show thresholds',
        kind: 'choice',
        choices: pairs([
          ['off', 'Off'],
          ['line', 'As lines'],
          ['dashed', 'As lines (dashed)'],
          ['area', 'As filled regions'],
          ['line+area', 'As filled regions and lines'],
          ['dashed+area', 'As filled regions and lines (dashed)'],
        ]),
      },
    ],
  });
}

interface BarStyleDefaults {
  readonly lineWidth: number;
  readonly fillOpacity: number;
}

/** Line width and fill of panels whose series are bars. */
export function addBarStyle(builder: FieldBuilder, defaults: BarStyleDefaults, { hasGradient = true } = {}): void {
  const category = ['Graph styles'];
  builder
    .addSliderInput({
      path: 'lineWidth',
      name: 'Line width',
      category,
      defaultValue: defaults.lineWidth,
      settings: { min: 0, max: 10, step: 1 },
    })
    .addSliderInput({
      path: 'fillOpacity',
      name: 'Fill opacity',
      category,
      defaultValue: defaults.fillOpacity,
      settings: { min: 0, max: 100, step: 1 },
    });
  if (hasGradient) addGradient(builder);
}

export function addGradient(builder: FieldBuilder): void {
  builder.addRadio({
    path: 'gradientMode',
    name: 'Gradient mode',
    category: ['Graph styles'],
    defaultValue: GRAPH_DEFAULTS.gradientMode,
    settings: choices([
      ['none', 'None'],
      ['opacity', 'Opacity'],
      ['hue', 'Hue'],
      ['scheme', 'Scheme'],
    ]),
  });
}
