import type { Secret } from '../../lib/http-client/http-client-config.js';
import { NotifyError } from '../notify/integration.js';
import { bodyJson } from './answer-check.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#rocketchat_config */
export interface RocketChatConfig {
  readonly apiUrl: string;
  readonly token: Secret;
  readonly tokenId: Secret;
  readonly channel: string;
  readonly color: string;
  readonly title: string;
  readonly titleLink: string;
  readonly text: string;
  readonly emoji: string;
  readonly iconUrl: string;
  readonly imageUrl: string;
  readonly thumbUrl: string;
  readonly linkNames: boolean;
  readonly fields: readonly { readonly title: string; readonly value: string; readonly short?: boolean | undefined }[];
  readonly shortFields: boolean;
  readonly actions: readonly Readonly<Record<'type' | 'text' | 'url' | 'msg', string>>[];
}

const MAX_TITLE = 1024;

/** https://developer.rocket.chat/apidocs/post-message */
export const rocketchat: Send<RocketChatConfig> = async (config, delivery) => {
  const text = (template: string) => delivery.text(template);
  const [token, user] = [await delivery.secret(config.token), await delivery.secret(config.tokenId)];
  const answer = await delivery.call({
    url: `${config.apiUrl.replace(/\/$/, '')}/api/v1/chat.postMessage`,
    headers: { 'x-user-id': user, 'x-auth-token': token },
    json: {
      ...presentTexts({ channel: text(config.channel), emoji: text(config.emoji), avatar: text(config.iconUrl) }),
      attachments: [
        {
          ...presentTexts({
            color: text(config.color),
            text: text(config.text),
            title: truncateCharacters(text(config.title), MAX_TITLE),
            title_link: text(config.titleLink),
            image_url: text(config.imageUrl),
            thumb_url: text(config.thumbUrl),
          }),
          ...(config.fields.length > 0 && {
            fields: config.fields.map(({ title, value, short }) => ({
              short: short ?? config.shortFields,
              title: text(title),
              value: text(value),
            })),
          }),
          ...(config.actions.length > 0 && {
            actions: config.actions.map((action) => ({
              type: 'button',
              ...presentTexts({ text: text(action.text), url: text(action.url), msg: text(action.msg) }),
            })),
          }),
        },
      ],
      parseUrls: config.linkNames,
    },
  });
  const said = bodyJson(answer) as { success?: unknown; error?: unknown } | undefined;
  if (said?.success === false) throw new NotifyError(`error response from Rocket.Chat: ${String(said.error)}`, false);
};
