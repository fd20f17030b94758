import { PanelPlugin } from '@grafana/data';
import { addAxis, addHideFrom, addObject, choices } from '../../charts/options/field-options';
import { addLegend, addTooltip } from '../../charts/options/panel-options';
import { migrateXyChart } from './migrate-xychart';
import { XY_DEFAULTS, type XyChartOptions, type XyField } from './options';
import { SeriesEditor } from './series-editor';
import { XyChartPanel } from './xy-chart-panel';

const category = ['XY chart'];

export default new PanelPlugin<XyChartOptions, XyField>(XyChartPanel)
  .useFieldConfig({
    standardOptions: {
      color: { settings: { byValueSupport: true, bySeriesSupport: true }, defaultValue: { mode: 'palette-classic' } },
    },
    useCustomConfig: (builder) => {
      builder
        .addRadio({
          path: 'show',
          name: 'Show',
          category,
          defaultValue: XY_DEFAULTS.show,
          settings: choices<XyField['show']>([
            ['points', 'Points'],
            ['lines', 'Lines'],
            ['points+lines', 'Both'],
          ]),
        })
        .addRadio({
          path: 'pointShape',
          name: 'Point shape',
          category,
          defaultValue: XY_DEFAULTS.pointShape,
          settings: choices<XyField['pointShape']>([
            ['circle', 'Circle'],
            ['square', 'Square'],
          ]),
        })
        .addSliderInput({
          path: 'pointStrokeWidth',
          name: 'Point stroke width',
          category,
          defaultValue: 1,
          settings: { min: 0, max: 10 },
        })
        .addSliderInput({
          path: 'fillOpacity',
          name: 'Fill opacity',
          category,
          defaultValue: 50,
          settings: { min: 0, max: 100 },
        })
        .addSliderInput({
          path: 'lineWidth',
          name: 'Line width',
          category,
          defaultValue: 1,
          settings: { min: 0, max: 10 },
        });
      addObject(builder, {
        path: 'pointSize',
        name: 'Point size',
        category: 'XY chart',
        defaultValue: XY_DEFAULTS.pointSize,
        parts: [
          { key: 'fixed', label: 'Size', kind: 'number' },
          { key: 'min', label: 'Min size', kind: 'number' },
          { key: 'max', label: 'Max size', kind: 'number' },
        ],
      });
      addObject(builder, {
        path: 'lineStyle',
        name: 'Line style',
        category: 'XY chart',
        defaultValue: XY_DEFAULTS.lineStyle,
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
      addAxis(builder);
      addHideFrom(builder);
    },
  })
  .setPanelOptions((builder) => {
    builder.addRadio({
      path: 'mapping',
      name: 'Series mapping',
      defaultValue: 'auto',
      settings: choices<'auto' | 'manual'>([
        ['auto', 'Auto'],
        ['manual', 'Manual'],
      ]),
    });
    builder.addCustomEditor({
      id: 'series',
      path: 'series',
      name: 'Series',
      showIf: ({ mapping }) => mapping === 'manual',
      editor: SeriesEditor,
    });
    addTooltip(builder, { hasMulti: false });
    addLegend(builder);
  })
  .setMigrationHandler(({ options }) => migrateXyChart(options ?? {}));
