import type { AlertView } from '../../alerting/views.js';
import { QuartetError } from '../../model/errors.js';
import { labelsToObject } from '../../model/labels.js';
import type { QueryParameters } from '../form-parameters.js';
import { jsonList } from '../prometheus/answer.js';
import { filterOf, receiverFilter, shows } from './parameters.js';
import { readPostedAlerts } from './posted-alerts.js';
import { type AlertmanagerRequest, type Answer, EMPTY } from './request.js';

const MAX_SHOWN_PROBLEMS = 10;

/** Alerts that have not ended, by fingerprint. https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml (getAlerts) */
export async function getAlerts({ alertmanager, parameters }: AlertmanagerRequest): Promise<Answer> {
  const isShown = alertFilter(parameters);
  const isUnprocessedShown = shows(parameters, 'unprocessed');
  const isWanted = receiverFilter(parameters);
  const alerts = (await alertmanager.alerts()).filter(
    (alert) =>
      (isUnprocessedShown || alert.state !== 'unprocessed') && alert.receivers.some(isWanted) && isShown(alert),
  );
  return jsonList(alerts.sort(byFingerprint), (alert) => JSON.stringify(alertJson(alert)));
}

/** Takes what is right of what is posted, then answers what was wrong. */
export async function postAlerts({ alertmanager, body }: AlertmanagerRequest): Promise<Answer> {
  const problems = await alertmanager.post(await readPostedAlerts(body));
  if (problems.length === 0) return EMPTY;
  const shown = problems.slice(0, MAX_SHOWN_PROBLEMS);
  const more = problems.length > shown.length ? [`and ${problems.length - shown.length} more`] : [];
  throw new QuartetError('invalid_argument', [...shown, ...more].join('; '));
}

/** What `active`, `silenced`, `inhibited` and `filter` ask for. */
export function alertFilter(parameters: QueryParameters): (alert: AlertView) => boolean {
  const [active, silenced, inhibited] = ['active', 'silenced', 'inhibited'].map((name) => shows(parameters, name));
  const meets = filterOf(parameters);
  return (alert) =>
    (active || alert.state !== 'active') &&
    (silenced || alert.silencedBy.length === 0) &&
    (inhibited || alert.inhibitedBy.length === 0) &&
    meets(alert.labels);
}

export const byFingerprint = (a: AlertView, b: AlertView): number => (a.fingerprint < b.fingerprint ? -1 : 1);

export const alertJson = (alert: AlertView) => ({
  annotations: labelsToObject(alert.annotations),
  endsAt: new Date(alert.endsAtMs).toISOString(),
  fingerprint: alert.fingerprint,
  receivers: alert.receivers.map((name) => ({ name })),
  startsAt: new Date(alert.startsAtMs).toISOString(),
  status: {
    inhibitedBy: alert.inhibitedBy,
    mutedBy: alert.mutedBy,
    silencedBy: alert.silencedBy,
    state: alert.state,
  },
  updatedAt: new Date(alert.updatedAtMs).toISOString(),
  ...(alert.generatorUrl !== '' && { generatorURL: alert.generatorUrl }),
  labels: labelsToObject(alert.labels),
});
