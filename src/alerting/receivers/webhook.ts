import type { Secret } from '../../lib/http-client/http-client-config.js';
import { labelsToObject } from '../../model/labels.js';
import type { NotifiedAlert } from '../notify/integration.js';
import { commonOf } from '../template/notification-data.js';
import type { Send } from './send.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export interface WebhookConfig {
  readonly url: Secret;
  /** 0: all. */
  readonly maxAlerts: number;
  /** 0: none of its own. */
  readonly timeoutMs: number;
}

/** Posts version 4 of the payload, in which everything is. */
export const webhook: Send<WebhookConfig> = async (config, delivery) => {
  const url = delivery.text(await delivery.secret(config.url));
  delivery.hide(url);
  const { notification } = delivery;
  const { alerts } = notification;
  const sent = config.maxAlerts > 0 ? alerts.slice(0, config.maxAlerts) : alerts;
  await delivery.call({
    url,
    ...(config.timeoutMs > 0 && { timeoutMs: config.timeoutMs }),
    json: {
      receiver: notification.receiver,
      status: delivery.status,
      alerts: sent.map(alertJson),
      groupLabels: labelsToObject(notification.groupLabels),
      commonLabels: labelsToObject(commonOf(alerts.map(({ labels }) => labels))),
      commonAnnotations: labelsToObject(commonOf(alerts.map(({ annotations }) => annotations))),
      externalURL: delivery.externalUrl,
      version: '4',
      groupKey: notification.groupKey,
      truncatedAlerts: alerts.length - sent.length,
    },
  });
};

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
