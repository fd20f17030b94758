import { PanelPlugin } from '@grafana/data';
import { addHideFrom, addScaleDistribution, choices } from '../../charts/options/field-options';
import { addTooltip, type PanelBuilder } from '../../charts/options/panel-options';
import { addCalculation } from './calculation-options';
import { SCHEMES } from './color-schemes';
import { HeatmapPanel } from './heatmap-panel';
import { HEATMAP_COLOR, type HeatmapOptions } from './options';

export default new PanelPlugin<HeatmapOptions>(HeatmapPanel)
  .useFieldConfig({
    useCustomConfig: (builder) => {
      addScaleDistribution(builder);
      addHideFrom(builder);
    },
  })
  .setPanelOptions((builder) => {
    addCalculation(builder);
    addYAxis(builder);
    addColors(builder);
    addCells(builder);
    addTooltip(builder, { hasMulti: false });
    builder
      .addBooleanSwitch({
        path: 'tooltip.yHistogram',
        name: 'Show histogram (Y axis)',
        category: ['Tooltip'],
        defaultValue: false,
      })
      .addBooleanSwitch({
        path: 'tooltip.showColorScale',
        name: 'Show color scale',
        category: ['Tooltip'],
        defaultValue: false,
      })
      .addBooleanSwitch({ path: 'legend.show', name: 'Show legend', category: ['Legend'], defaultValue: true })
      .addColorPicker({
        path: 'exemplars.color',
        name: 'Color',
        category: ['Exemplars'],
        defaultValue: 'rgba(255,0,255,0.7)',
      });
  })
  .setDataSupport({ annotations: true, alertStates: true });

function addYAxis(builder: PanelBuilder): void {
  const category = ['Y Axis'];
  builder
    .addRadio({
      path: 'yAxis.axisPlacement',
      name: 'Placement',
      category,
      defaultValue: 'left',
      settings: choices([
        ['left', 'Left'],
        ['right', 'Right'],
        ['hidden', 'Hidden'],
      ]),
    })
    .addUnitPicker({ path: 'yAxis.unit', name: 'Unit', category })
    .addNumberInput({ path: 'yAxis.decimals', name: 'Decimals', category })
    .addNumberInput({ path: 'yAxis.min', name: 'Min value', category })
    .addNumberInput({ path: 'yAxis.max', name: 'Max value', category })
    .addNumberInput({ path: 'yAxis.axisWidth', name: 'Axis width', category })
    .addTextInput({ path: 'yAxis.axisLabel', name: 'Axis label', category })
    .addRadio({
      path: 'rowsFrame.layout',
      name: 'Tick alignment',
      category,
      defaultValue: 'auto',
      settings: choices([
        ['auto', 'Auto'],
        ['le', 'Top (LE)'],
        ['unknown', 'Middle'],
        ['ge', 'Bottom (GE)'],
      ]),
    })
    .addBooleanSwitch({ path: 'yAxis.reverse', name: 'Reverse', category, defaultValue: false });
}

function addColors(builder: PanelBuilder): void {
  const category = ['Colors'];
  const isScheme = ({ color }: HeatmapOptions) => color?.mode !== 'opacity';
  const isOpacity = ({ color }: HeatmapOptions) => color?.mode === 'opacity';
  builder
    .addRadio({
      path: 'color.mode',
      name: 'Mode',
      category,
      defaultValue: HEATMAP_COLOR.mode,
      settings: choices<'scheme' | 'opacity'>([
        ['scheme', 'Scheme'],
        ['opacity', 'Opacity'],
      ]),
    })
    .addSelect({
      path: 'color.scheme',
      name: 'Scheme',
      category,
      defaultValue: HEATMAP_COLOR.scheme,
      settings: choices(Object.keys(SCHEMES).map((name) => [name, name] as const)),
      showIf: isScheme,
    })
    .addColorPicker({
      path: 'color.fill',
      name: 'Color',
      category,
      defaultValue: HEATMAP_COLOR.fill,
      showIf: isOpacity,
    })
    .addRadio({
      path: 'color.scale',
      name: 'Scale',
      category,
      defaultValue: HEATMAP_COLOR.scale,
      settings: choices<'exponential' | 'linear'>([
        ['exponential', 'Exponential'],
        ['linear', 'Linear'],
      ]),
      showIf: isOpacity,
    })
    .addSliderInput({
      path: 'color.exponent',
      name: 'Exponent',
      category,
      defaultValue: HEATMAP_COLOR.exponent,
      settings: { min: 0.1, max: 2, step: 0.1 },
      showIf: isOpacity,
    })
    .addSliderInput({
      path: 'color.steps',
      name: 'Steps',
      category,
      defaultValue: HEATMAP_COLOR.steps,
      settings: { min: 2, max: 128, step: 1 },
    })
    .addBooleanSwitch({ path: 'color.reverse', name: 'Reverse', category, defaultValue: false, showIf: isScheme })
    .addNumberInput({ path: 'color.min', name: 'Start color scale from value', category })
    .addNumberInput({ path: 'color.max', name: 'End color scale at value', category });
}

function addCells(builder: PanelBuilder): void {
  const category = ['Cell display'];
  builder
    .addRadio({
      path: 'showValue',
      name: 'Show values',
      category,
      defaultValue: 'never',
      settings: choices([
        ['auto', 'Auto'],
        ['always', 'Always'],
        ['never', 'Never'],
      ]),
    })
    .addUnitPicker({ path: 'cellValues.unit', name: 'Unit', category })
    .addNumberInput({ path: 'cellValues.decimals', name: 'Decimals', category })
    .addSliderInput({ path: 'cellGap', name: 'Cell gap', category, defaultValue: 1, settings: { min: 0, max: 25 } })
    .addSliderInput({
      path: 'cellRadius',
      name: 'Cell radius',
      category,
      defaultValue: 0,
      settings: { min: 0, max: 50 },
    })
    .addNumberInput({ path: 'filterValues.le', name: 'Hide cells with values <=', category, defaultValue: 1e-9 })
    .addNumberInput({ path: 'filterValues.ge', name: 'Hide cells with values >=', category });
}
