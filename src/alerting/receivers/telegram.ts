import type { Secret } from '../../lib/http-client/http-client-config.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#telegram_config */
export interface TelegramConfig {
  readonly apiUrl: string;
  readonly botToken: Secret;
  readonly chatId: Secret;
  /** 0: none. */
  readonly messageThreadId: number;
  readonly message: string;
  readonly disableNotifications: boolean;
  /** `HTML`, `Markdown`, `MarkdownV2` or empty. */
  readonly parseMode: string;
}

const MAX_MESSAGE = 4096;

/** https://core.telegram.org/bots/api#sendmessage */
export const telegram: Send<TelegramConfig> = async (config, delivery) => {
  const token = await delivery.secret(config.botToken);
  const chat = await delivery.secret(config.chatId);
  const message = config.parseMode === 'HTML' ? delivery.html(config.message) : delivery.text(config.message);
  await delivery.call({
    url: `${config.apiUrl.replace(/\/$/, '')}/bot${token}/sendMessage`,
    json: {
      chat_id: chat,
      text: truncateCharacters(message, MAX_MESSAGE),
      ...presentTexts({ parse_mode: config.parseMode }),
      disable_web_page_preview: 'true',
      ...(config.disableNotifications && { disable_notification: 'true' }),
      ...(config.messageThreadId !== 0 && { message_thread_id: String(config.messageThreadId) }),
    },
  });
};
