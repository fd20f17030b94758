import type { Secret } from '../../lib/http-client/http-client-config.js';
import type { Send } from './send.js';
import { webhookBody } from './webhook-body.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#incidentio_config */
export interface IncidentIoConfig {
  readonly url: Secret;
  /** Undefined where `http_config` says who asks. */
  readonly alertSourceToken: Secret | undefined;
  /** 0: all. */
  readonly maxAlerts: number;
  /** 0: none of its own. */
  readonly timeoutMs: number;
}

/** https://api-docs.incident.io/tag/Alert-Events-V2 (an alert source of Alertmanager takes a webhook's payload) */
const MAX_BYTES = 512 * 1024;

/** Posts a webhook's payload. One that is too large has only its first alert. */
export const incidentio: Send<IncidentIoConfig> = async (config, delivery) => {
  const token = await delivery.secret(config.alertSourceToken);
  const whole = webhookBody(delivery, config.maxAlerts);
  const isTooLarge = Buffer.byteLength(JSON.stringify(whole)) > MAX_BYTES;
  await delivery.call({
    url: await delivery.secret(config.url),
    ...(token !== '' && { headers: { authorization: `Bearer ${token}` } }),
    ...(config.timeoutMs > 0 && { timeoutMs: config.timeoutMs }),
    json: isTooLarge ? webhookBody(delivery, 1) : whole,
  });
};
