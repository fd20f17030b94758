import type { Secret } from '../../lib/http-client/http-client-config.js';
import type { Send } from './send.js';
import { webhookBody } from './webhook-body.js';

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
  await delivery.call({
    url,
    ...(config.timeoutMs > 0 && { timeoutMs: config.timeoutMs }),
    json: webhookBody(delivery, config.maxAlerts),
  });
};
