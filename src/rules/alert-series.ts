import { METRIC_NAME } from '../model/labels.js';
import type { ActiveAlert } from './active-alert.js';
import { labelsWith } from './label-changes.js';
import type { RuleSample } from './rule-query.js';

/** Has the value 1 while an alert is pending or firing. */
const ALERTS = 'ALERTS';
/** Has the time since when an alert is pending, seconds: by it `for` goes on after a restart. */
export const ALERTS_FOR_STATE = 'ALERTS_FOR_STATE';

/** https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#inspecting-alerts-during-runtime */
export const alertSeries = ({ labels, state, activeAtMs }: ActiveAlert): readonly RuleSample[] => [
  {
    labels: labelsWith(labels, [
      [METRIC_NAME, ALERTS],
      ['alertstate', state],
    ]),
    value: 1,
  },
  { labels: labelsWith(labels, [[METRIC_NAME, ALERTS_FOR_STATE]]), value: Math.floor(activeAtMs / 1000) },
];
