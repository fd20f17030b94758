import type { Panel } from '../model/dashboard';

/** What a new panel is until somebody chooses. */
export const NEW_PANEL: Omit<Panel, 'id'> = {
  type: 'timeseries',
  title: 'New panel',
  datasource: { type: 'prometheus', uid: 'prometheus' },
  targets: [{ refId: 'A', expr: '', legendFormat: '__auto', range: true }],
};
