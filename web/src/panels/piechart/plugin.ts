import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { addHideFrom, choices } from '../../charts/options/field-options';
import { addLegend, addTooltip } from '../../charts/options/panel-options';
import { addReduceOptions } from '../single-value/options';
import { migratePie } from './migrate-pie';
import type { PieOptions } from './options';
import { PieChartPanel } from './pie-chart-panel';

export default new PanelPlugin<PieOptions>(PieChartPanel)
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: {
        settings: { byValueSupport: false, bySeriesSupport: true, preferThresholdsMode: false },
        defaultValue: { mode: FieldColorModeId.PaletteClassic },
      },
    },
    disableStandardOptions: [FieldConfigProperty.Thresholds],
    useCustomConfig: addHideFrom,
  })
  .setPanelOptions((builder) => {
    addReduceOptions(builder);
    builder
      .addRadio({
        path: 'pieType',
        name: 'Pie chart type',
        defaultValue: 'pie',
        settings: choices([
          ['pie', 'Pie'],
          ['donut', 'Donut'],
        ]),
      })
      .addRadio({
        path: 'sort',
        name: 'Slice sorting',
        defaultValue: 'desc',
        settings: choices([
          ['desc', 'Descending'],
          ['asc', 'Ascending'],
          ['none', 'None'],
        ]),
      })
      .addMultiSelect({
        path: 'displayLabels',
        name: 'Labels',
        defaultValue: [] as never,
        settings: choices([
          ['percent', 'Percent'],
          ['name', 'Name'],
          ['value', 'Value'],
        ]) as never,
      });
    addTooltip(builder);
    addLegend(builder, { hasCalcs: false });
    builder.addMultiSelect({
      path: 'legend.values',
      name: 'Values',
      category: ['Legend'],
      defaultValue: [] as never,
      settings: choices([
        ['percent', 'Percent'],
        ['value', 'Value'],
      ]) as never,
      showIf: ({ legend }) => legend?.showLegend !== false,
    });
  })
  .setPanelChangeHandler(migratePie.fromPlugin)
  .setMigrationHandler(migratePie.ofVersion);
