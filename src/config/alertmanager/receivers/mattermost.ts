import { z } from 'zod';
import { plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, needed, secretOrGlobal } from './integration-schema.js';
import { calls, secretAddress, template } from './receiver-values.js';

const required = (what: string) => plainText.refine((text) => text !== '', `missing ${what}`);

const fields = z
  .array(
    z.strictObject({
      title: required('title in Mattermost field configuration'),
      value: required('value in Mattermost field configuration'),
      short: z.boolean().optional(),
    }),
  )
  .default([]);

/** What every attachment has. */
const attachmentFields = {
  pretext: template(),
  author_name: template(),
  author_link: template(),
  author_icon: template(),
  fields,
  thumb_url: template(),
  footer: template(),
  footer_icon: template(),
  image_url: template(),
};

const attachment = z
  .strictObject({
    ...attachmentFields,
    fallback: template(),
    color: template(),
    text: template(),
    title: template(),
    title_link: template(),
  })
  .transform(camelKeys);

const schema = z.object({
  webhook_url: secretAddress.optional(),
  webhook_url_file: plainText.optional(),
  channel: template(),
  username: calls('mattermost.default.username'),
  fallback: calls('mattermost.default.fallback'),
  color: calls('mattermost.default.color'),
  text: calls('mattermost.default.text'),
  title: calls('mattermost.default.title'),
  title_link: calls('mattermost.default.titlelink'),
  ...attachmentFields,
  icon_url: template(),
  icon_emoji: template(),
  attachments: z.array(attachment).default([]),
  type: template(),
  props: z.strictObject({ card: template() }).optional(),
  priority: z
    .strictObject({
      priority: template(),
      requested_ack: z.boolean().default(false),
      persistent_notifications: z.boolean().default(false),
    })
    .transform(camelKeys)
    .optional(),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#mattermost_config */
export const mattermost: IntegrationSchema<'mattermost', typeof schema> = {
  sendResolved: true,
  schema,
  convert({ webhook_url: text, webhook_url_file: file, props, priority, ...given }, context) {
    const { mattermost_webhook_url, mattermost_webhook_url_file } = context.global;
    const url = secretOrGlobal(
      { name: 'webhook_url', text, file },
      { text: mattermost_webhook_url, file: mattermost_webhook_url_file },
      context,
    );
    const missing = 'no Mattermost webhook URL set either inline or in a file: give webhook_url';
    return { ...camelKeys(given), props, priority, webhookUrl: needed(url, missing, context) };
  },
};
