import { each, type SettingsTable, strict } from './rules.js';

/** Alertmanager. https://prometheus.io/docs/alerting/latest/configuration/ */
export const alertmanagerSettings: SettingsTable = each(
  strict,
  'global route inhibit_rules receivers templates time_intervals mute_time_intervals tracing',
);
