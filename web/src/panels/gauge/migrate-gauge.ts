import type { PanelModel } from '@grafana/data';
import { migrateSingleValue } from '../single-value/migrate';

/** How gauges looked before they had a style (before Grafana 13): a flat arc of one colour without a course. */
const BEFORE_STYLES = {
  shape: 'gauge',
  barShape: 'flat',
  segmentCount: 1,
  endpointMarker: 'none',
  sparkline: false,
  effects: { gradient: false, barGlow: false, centerGlow: false },
};

/** Options of old gauges; sizes written by hand were a mode of their own. */
export function migrateGauge(panel: PanelModel): Record<string, unknown> {
  const options = migrateSingleValue(panel);
  const isOld = options.shape === undefined && options.reduceOptions !== undefined;
  return isOld ? { ...BEFORE_STYLES, ...options } : options;
}
