import type { Secret } from '../../lib/http-client/http-client-config.js';
import type { Send } from './send.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#msteamsv2_config */
export interface MsTeamsV2Config {
  readonly webhookUrl: Secret;
  readonly title: string;
  readonly text: string;
}

const COLORS = { firing: 'Attention', resolved: 'Good' } as const;

/** An adaptive card. https://adaptivecards.io/explorer/AdaptiveCard.html */
export const msteamsv2: Send<MsTeamsV2Config> = async (config, delivery) => {
  await delivery.call({
    url: await delivery.secret(config.webhookUrl),
    json: {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.2',
            body: [
              {
                type: 'TextBlock',
                text: delivery.text(config.title),
                weight: 'Bolder',
                size: 'Medium',
                wrap: true,
                style: 'heading',
                color: COLORS[delivery.status],
              },
              { type: 'TextBlock', text: delivery.text(config.text), wrap: true },
            ],
            msteams: { width: 'full' },
          },
        },
      ],
    },
  });
};
