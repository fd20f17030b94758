import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { fromSinglestat } from '../single-value/migrate-singlestat';
import { addOrientation, addReduceOptions, addTextSizes } from '../single-value/options';
import { addSizing } from '../single-value/sizing';
import { addTextMode } from '../single-value/text-mode';
import { GaugePanel } from './gauge-panel';
import { migrateGauge } from './migrate-gauge';
import type { GaugeOptions } from './options';

export default new PanelPlugin<GaugeOptions>(GaugePanel)
  .useFieldConfig({})
  .setPanelOptions((builder) => {
    const slider = (min: number, max: number, step: number) => ({ min, max, step });
    addReduceOptions(builder);
    addOrientation(builder);
    addTextMode(builder);
    builder
      .addRadio({
        path: 'shape',
        name: 'Style',
        defaultValue: 'gauge',
        settings: choices([
          ['gauge', 'Arc'],
          ['circle', 'Circle'],
        ]),
      })
      .addSliderInput({ path: 'barWidthFactor', name: 'Bar width', defaultValue: 0.5, settings: slider(0.1, 1, 0.01) })
      .addSliderInput({ path: 'segmentCount', name: 'Segments', defaultValue: 1, settings: slider(1, 100, 1) })
      .addSliderInput({
        path: 'segmentSpacing',
        name: 'Segment spacing',
        defaultValue: 0.3,
        settings: slider(0, 1, 0.01),
        showIf: ({ segmentCount }) => segmentCount > 1,
      })
      .addRadio({
        path: 'barShape',
        name: 'Bar style',
        defaultValue: 'flat',
        settings: choices([
          ['flat', 'Flat'],
          ['rounded', 'Rounded'],
        ]),
        showIf: ({ segmentCount }) => segmentCount === 1,
      })
      .addRadio({
        path: 'endpointMarker',
        name: 'Endpoint marker',
        defaultValue: 'point',
        settings: choices([
          ['point', 'Point'],
          ['glow', 'Glow'],
          ['none', 'None'],
        ]),
        showIf: ({ barShape, segmentCount }) => barShape === 'rounded' && segmentCount === 1,
      })
      .addNumberInput({ path: 'neutral', name: 'Neutral value', settings: { placeholder: 'none' } })
      .addBooleanSwitch({ path: 'sparkline', name: 'Show sparkline', defaultValue: true })
      .addBooleanSwitch({ path: 'showThresholdMarkers', name: 'Show threshold markers', defaultValue: true })
      .addBooleanSwitch({ path: 'showThresholdLabels', name: 'Show threshold labels', defaultValue: false })
      .addBooleanSwitch({ path: 'effects.gradient', name: 'Gradient', category: ['Effects'], defaultValue: true })
      .addBooleanSwitch({ path: 'effects.barGlow', name: 'Bar glow', category: ['Effects'], defaultValue: false })
      .addBooleanSwitch({
        path: 'effects.centerGlow',
        name: 'Center glow',
        category: ['Effects'],
        defaultValue: false,
      });
    addSizing(builder, { name: 'Gauge size', minWidth: 75, minHeight: 75, most: 600 });
    addTextSizes(builder);
  })
  .setPanelChangeHandler(fromSinglestat)
  .setMigrationHandler(migrateGauge);
