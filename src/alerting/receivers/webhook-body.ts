import { labelsToObject } from '../../model/labels.js';
import type { NotifiedAlert } from '../notify/integration.js';
import { commonOf } from '../template/notification-data.js';
import type { Delivery } from './delivery.js';

/**
 * Version 4 of the payload of webhooks, with at most `maxAlerts` alerts (0: all), and how many are left out.
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function webhookBody({ notification, status, externalUrl }: Delivery, maxAlerts: number) {
  const { alerts, receiver, groupLabels, groupKey } = notification;
  const sent = maxAlerts > 0 ? alerts.slice(0, maxAlerts) : alerts;
  return {
    receiver,
    status,
    alerts: sent.map(alertJson),
    groupLabels: labelsToObject(groupLabels),
    commonLabels: labelsToObject(commonOf(alerts.map(({ labels }) => labels))),
    commonAnnotations: labelsToObject(commonOf(alerts.map(({ annotations }) => annotations))),
    externalURL: externalUrl,
    version: '4',
    groupKey,
    truncatedAlerts: alerts.length - sent.length,
  };
}

const alertJson = (alert: NotifiedAlert) => ({
  status: alert.status,
  labels: labelsToObject(alert.labels),
  annotations: labelsToObject(alert.annotations),
  startsAt: timeJson(alert.startsAtMs),
  endsAt: timeJson(alert.endsAtMs),
  generatorURL: alert.generatorUrl,
  fingerprint: alert.fingerprint,
});

/** RFC 3339 without zeros at the end of the fraction; Go's zero time for none. */
const timeJson = (ms: number): string =>
  ms === 0 ? '0001-01-01T00:00:00Z' : new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
