import type { PanelModel } from '@grafana/data';
import { migrateSingleValue } from '../single-value/migrate';

/** Before Grafana 10.3 the least sizes were no options: such panels are sized by their room. */
export function migrateBarGauge(panel: PanelModel): Record<string, unknown> {
  const options = migrateSingleValue(panel);
  return options.sizing === undefined ? { ...options, sizing: 'auto' } : options;
}
