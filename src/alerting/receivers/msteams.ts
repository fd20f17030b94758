import type { Secret } from '../../lib/http-client/http-client-config.js';
import type { Send } from './send.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#msteams_config */
export interface MsTeamsConfig {
  readonly webhookUrl: Secret;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

const COLORS = { firing: '8C1A1A', resolved: '2DC72D' } as const;

/** A message card of the old connectors. */
export const msteams: Send<MsTeamsConfig> = async (config, delivery) => {
  await delivery.call({
    url: await delivery.secret(config.webhookUrl),
    json: {
      '@context': 'http://schema.org/extensions',
      type: 'MessageCard',
      title: delivery.text(config.title),
      summary: delivery.text(config.summary),
      text: delivery.text(config.text),
      themeColor: COLORS[delivery.status],
    },
  });
};
