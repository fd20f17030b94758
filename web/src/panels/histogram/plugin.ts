import { FieldColorModeId, FieldConfigProperty, histogramFieldInfo, PanelPlugin } from '@grafana/data';
import { addAxis, addBarStyle, addHideFrom, addStacking } from '../../charts/options/field-options';
import { addLegend, addTooltip } from '../../charts/options/panel-options';
import { HistogramPanel } from './histogram-panel';
import { HISTOGRAM_DEFAULTS, type HistogramField, type HistogramOptions } from './options';

export default new PanelPlugin<HistogramOptions, HistogramField>(HistogramPanel)
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: true, bySeriesSupport: true, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
    useCustomConfig: (builder) => {
      addStacking(builder);
      addBarStyle(builder, HISTOGRAM_DEFAULTS);
      addAxis(builder);
      addHideFrom(builder);
    },
  })
  .setPanelOptions((builder) => {
    builder
      .addNumberInput({
        path: 'bucketCount',
        ...histogramFieldInfo.bucketCount,
        settings: { min: 0, placeholder: '30' },
        showIf: ({ bucketSize }) => !bucketSize,
      })
      .addNumberInput({
        path: 'bucketSize',
        name: histogramFieldInfo.bucketSize.name,
        settings: { min: 0, placeholder: 'Auto' },
      })
      .addNumberInput({ path: 'bucketOffset', ...histogramFieldInfo.bucketOffset, settings: { placeholder: '0' } })
      .addBooleanSwitch({ path: 'combine', ...histogramFieldInfo.combine, defaultValue: false });
    addTooltip(builder, { mode: 'multi' });
    addLegend(builder);
  });
