import type { Secret } from '../../lib/http-client/http-client-config.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** Texts of an attachment, by Mattermost's names; all are templates. */
const ATTACHMENT_TEXTS = {
  fallback: 'fallback',
  color: 'color',
  pretext: 'pretext',
  text: 'text',
  authorName: 'author_name',
  authorLink: 'author_link',
  authorIcon: 'author_icon',
  title: 'title',
  titleLink: 'title_link',
  thumbUrl: 'thumb_url',
  footer: 'footer',
  footerIcon: 'footer_icon',
  imageUrl: 'image_url',
} as const;

interface Field {
  readonly title: string;
  readonly value: string;
  readonly short?: boolean | undefined;
}

type Attachment = Readonly<Record<keyof typeof ATTACHMENT_TEXTS, string>> & { readonly fields: readonly Field[] };

/** https://prometheus.io/docs/alerting/latest/configuration/#mattermost_config */
export interface MattermostConfig extends Attachment {
  readonly webhookUrl: Secret;
  readonly channel: string;
  readonly username: string;
  readonly iconUrl: string;
  readonly iconEmoji: string;
  /** Beside the one that the settings above make. */
  readonly attachments: readonly Attachment[];
  readonly type: string;
  readonly props: { readonly card: string } | undefined;
  readonly priority:
    | {
        readonly priority: string;
        readonly requestedAck: boolean;
        readonly persistentNotifications: boolean;
      }
    | undefined;
}

/** Characters of a post. https://developers.mattermost.com/integrate/webhooks/incoming/ */
const MAX_TEXT = 16_383;

/** Posts one message to an incoming webhook. */
export const mattermost: Send<MattermostConfig> = async (config, delivery) => {
  const filled = (template: string) => delivery.text(template);
  const attachment = ({ fields, ...texts }: Attachment) => ({
    ...presentTexts(
      Object.fromEntries(
        Object.entries(ATTACHMENT_TEXTS).map(([key, name]) => [
          name,
          truncateCharacters(filled(texts[key as keyof typeof texts]), MAX_TEXT),
        ]),
      ),
    ),
    ...(fields.length > 0 && {
      fields: fields.map(({ title, value, short = false }) => ({ title: filled(title), value: filled(value), short })),
    }),
  });
  const { props, priority } = config;
  await delivery.call({
    url: await delivery.secret(config.webhookUrl),
    json: {
      ...presentTexts({
        channel: filled(config.channel),
        username: filled(config.username),
        icon_url: filled(config.iconUrl),
        icon_emoji: filled(config.iconEmoji),
        type: filled(config.type),
      }),
      attachments: [config, ...config.attachments].map(attachment),
      ...(props !== undefined && { props: { card: filled(props.card) } }),
      ...(priority !== undefined && {
        priority: {
          priority: filled(priority.priority),
          requested_ack: priority.requestedAck,
          persistent_notifications: priority.persistentNotifications,
        },
      }),
    },
  });
};
