import { FieldColorModeId, FieldConfigProperty, FieldType, PanelPlugin, VizOrientation } from '@grafana/data';
import { addAxis, addBarStyle, addHideFrom, addThresholdsStyle, choices } from '../../charts/options/field-options';
import { addLegend, addTooltip } from '../../charts/options/panel-options';
import { BarChartPanel } from './bar-chart-panel';
import { BAR_DEFAULTS, type BarChartOptions, type BarField } from './options';

export default new PanelPlugin<BarChartOptions, BarField>(BarChartPanel)
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: true, bySeriesSupport: true, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
    useCustomConfig: (builder) => {
      addBarStyle(builder, BAR_DEFAULTS);
      addAxis(builder);
      addHideFrom(builder);
      addThresholdsStyle(builder);
    },
  })
  .setPanelOptions((builder) => {
    const slider = (min: number, max: number, step: number) => ({ min, max, step });
    builder
      .addFieldNamePicker({
        path: 'xField',
        name: 'X axis',
        settings: { placeholderText: 'First text or time field', filter: ({ type }) => type !== FieldType.number },
      })
      .addRadio({
        path: 'orientation',
        name: 'Orientation',
        defaultValue: VizOrientation.Auto,
        settings: choices([
          [VizOrientation.Auto, 'Auto'],
          [VizOrientation.Horizontal, 'Horizontal'],
          [VizOrientation.Vertical, 'Vertical'],
        ]),
      })
      .addSliderInput({
        path: 'xTickLabelRotation',
        name: 'Rotate x-axis tick labels',
        defaultValue: 0,
        settings: slider(-90, 90, 15),
      })
      .addNumberInput({ path: 'xTickLabelMaxLength', name: 'X-axis tick label max length', settings: { min: 0 } })
      .addSliderInput({
        path: 'xTickLabelSpacing',
        name: 'X-axis labels minimum spacing',
        defaultValue: 0,
        settings: slider(-300, 300, 10),
      })
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
      .addRadio({
        path: 'stacking',
        name: 'Stacking',
        defaultValue: 'none',
        settings: choices([
          ['none', 'Off'],
          ['normal', 'Normal'],
          ['percent', '100%'],
        ]),
      })
      .addSliderInput({ path: 'groupWidth', name: 'Group width', defaultValue: 0.7, settings: slider(0, 1, 0.01) })
      .addSliderInput({ path: 'barWidth', name: 'Bar width', defaultValue: 0.97, settings: slider(0, 1, 0.01) })
      .addSliderInput({ path: 'barRadius', name: 'Bar radius', defaultValue: 0, settings: slider(0, 0.5, 0.05) })
      .addBooleanSwitch({ path: 'fullHighlight', name: 'Highlight full area on hover', defaultValue: false })
      .addFieldNamePicker({ path: 'colorByField', name: 'Color by field' })
      .addNumberInput({ path: 'text.titleSize', name: 'Label size', category: ['Text size'] })
      .addNumberInput({ path: 'text.valueSize', name: 'Value size', category: ['Text size'] });
    addTooltip(builder);
    addLegend(builder);
  });
