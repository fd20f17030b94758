import type { Secret } from '../../lib/http-client/http-client-config.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#discord_config */
export interface DiscordConfig {
  readonly webhookUrl: Secret;
  readonly content: string;
  readonly title: string;
  readonly message: string;
  readonly username: string;
  readonly avatarUrl: string;
}

const MAX = { content: 2000, title: 256, description: 4096 } as const;
const COLORS = { firing: 0x992d22, resolved: 0x2ecc71 } as const;

/** https://discord.com/developers/docs/resources/webhook#execute-webhook */
export const discord: Send<DiscordConfig> = async (config, delivery) => {
  await delivery.call({
    url: await delivery.secret(config.webhookUrl),
    json: {
      content: truncateCharacters(delivery.text(config.content), MAX.content),
      embeds: [
        {
          title: truncateCharacters(delivery.text(config.title), MAX.title),
          description: truncateCharacters(delivery.text(config.message), MAX.description),
          color: COLORS[delivery.status],
        },
      ],
      ...presentTexts({ username: config.username, avatar_url: config.avatarUrl }),
    },
  });
};
