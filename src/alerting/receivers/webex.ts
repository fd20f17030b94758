import type { Send } from './send.js';
import { truncateBytes } from './truncate.js';

/** The bot's token stands in `http_config`. https://prometheus.io/docs/alerting/latest/configuration/#webex_config */
export interface WebexConfig {
  readonly apiUrl: string;
  readonly roomId: string;
  readonly message: string;
}

const MAX_MESSAGE_BYTES = 7439;

/** https://developer.webex.com/docs/api/v1/messages/create-a-message */
export const webex: Send<WebexConfig> = async (config, delivery) => {
  await delivery.call({
    url: config.apiUrl,
    json: {
      markdown: truncateBytes(delivery.text(config.message), MAX_MESSAGE_BYTES),
      roomId: delivery.text(config.roomId),
    },
  });
};
