import type { PostedAlert } from '../../model/alert.js';
import { labelsToObject } from '../../model/labels.js';

/** Alerts as Alertmanager takes them. https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (postableAlerts) */
export function alertsBody(alerts: readonly PostedAlert[]): string {
  return JSON.stringify(
    alerts.map(({ labels, annotations, startsAtMs, endsAtMs, generatorUrl }) => ({
      labels: labelsToObject(labels),
      annotations: labelsToObject(annotations),
      startsAt: timeText(startsAtMs),
      endsAt: timeText(endsAtMs),
      ...(generatorUrl !== '' && { generatorURL: generatorUrl }),
    })),
  );
}

/** What is undefined is left out of JSON. */
const timeText = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString();
