// @vitest-environment happy-dom
import type { PanelPlugin } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import barchart from '../barchart/plugin';
import { registerFieldConfig } from '../field-config/standard-properties';
import heatmap from '../heatmap/plugin';
import histogram from '../histogram/plugin';
import stateTimeline from '../state-timeline/plugin';
import statusHistory from '../status-history/plugin';
import xychart from '../xychart/plugin';
import timeseries from './plugin';

registerFieldConfig();

const AXIS =
  'axisPlacement axisLabel axisWidth axisBorderShow axisColorMode axisGridShow axisCenteredZero axisSoftMin axisSoftMax';

/** What Grafana's panels of these names have in `custom`: what is not registered is dropped from dashboards. */
const CUSTOM: readonly (readonly [string, PanelPlugin<never>, string])[] = [
  [
    'timeseries',
    timeseries as never,
    `${AXIS} scaleDistribution drawStyle lineInterpolation barAlignment barWidthFactor barMaxWidth lineWidth lineColor lineStyle spanNulls insertNulls fillOpacity fillColor fillBelowTo gradientMode showPoints pointSize pointColor showValues stacking transform thresholdsStyle hideFrom`,
  ],
  [
    'barchart',
    barchart as never,
    `${AXIS} scaleDistribution lineWidth fillOpacity gradientMode hideFrom thresholdsStyle`,
  ],
  ['histogram', histogram as never, `${AXIS} scaleDistribution lineWidth fillOpacity gradientMode hideFrom stacking`],
  ['heatmap', heatmap as never, 'scaleDistribution hideFrom'],
  ['state-timeline', stateTimeline as never, `${AXIS} lineWidth fillOpacity spanNulls insertNulls hideFrom`],
  ['status-history', statusHistory as never, `${AXIS} lineWidth fillOpacity hideFrom`],
  [
    'xychart',
    xychart as never,
    `${AXIS} scaleDistribution show pointSize pointShape pointStrokeWidth fillOpacity lineWidth lineStyle hideFrom`,
  ],
];

describe.each(CUSTOM)('%s', (_name, plugin, custom) => {
  it('registers its custom field options', () => {
    const ids = new Set(plugin.fieldConfigRegistry.list().map(({ id }) => id));
    for (const id of custom.split(' ')) expect(ids).toContain(`custom.${id}`);
  });

  it('has defaults of its options', () => {
    expect(plugin.defaults).toBeTypeOf('object');
    expect(plugin.fieldConfigDefaults.defaults.custom).toMatchObject({ hideFrom: { viz: false } });
  });
});
