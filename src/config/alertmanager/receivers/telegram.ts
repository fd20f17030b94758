import { z } from 'zod';
import { plainText } from '../../values.js';
import { type IntegrationSchema, needed, oneSecret, secretOrGlobal } from './integration-schema.js';
import { address, calls } from './receiver-values.js';

const schema = z.object({
  api_url: address.optional(),
  bot_token: plainText.optional(),
  bot_token_file: plainText.optional(),
  chat_id: z.union([z.number().int(), z.string().regex(/^(-?\d+|@\w+)$/, 'is no number')]).optional(),
  chat_id_file: plainText.optional(),
  message_thread_id: z.number().int().default(0),
  message: calls('telegram.default.message'),
  disable_notifications: z.boolean().default(false),
  parse_mode: z
    .enum(['', 'Markdown', 'MarkdownV2', 'HTML'], {
      error: 'unknown parse_mode, must be Markdown, MarkdownV2, HTML or empty string',
    })
    .default('HTML'),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#telegram_config */
export const telegram: IntegrationSchema<'telegram', typeof schema> = {
  sendResolved: true,
  schema,
  convert(given, context) {
    const { global } = context;
    const token = secretOrGlobal(
      { name: 'bot_token', text: given.bot_token, file: given.bot_token_file },
      { text: global.telegram_bot_token, file: global.telegram_bot_token_file },
      context,
    );
    const chat = given.chat_id === undefined || given.chat_id === 0 ? undefined : String(given.chat_id);
    const chatId = oneSecret({ name: 'chat_id', text: chat, file: given.chat_id_file }, context);
    return {
      apiUrl: given.api_url ?? global.telegram_api_url,
      botToken: needed(token, 'missing bot_token or bot_token_file on telegram_config', context),
      chatId: needed(chatId, 'missing chat_id on telegram_config', context),
      messageThreadId: given.message_thread_id,
      message: given.message,
      disableNotifications: given.disable_notifications,
      parseMode: given.parse_mode,
    };
  },
};
