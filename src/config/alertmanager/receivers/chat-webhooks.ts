import { z } from 'zod';
import { plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationContext, type IntegrationSchema, needed, oneSecret } from './integration-schema.js';
import { calls, secretAddress, template } from './receiver-values.js';

/** Discord and Teams: an address that is a secret, and texts. */
const webhookFields = { webhook_url: secretAddress.optional(), webhook_url_file: plainText.optional() };

const discordSchema = z.object({
  ...webhookFields,
  content: calls('discord.default.content'),
  title: calls('discord.default.title'),
  message: calls('discord.default.message'),
  username: template(),
  avatar_url: template(),
});

const msteamsSchema = z.object({
  ...webhookFields,
  title: calls('msteams.default.title'),
  summary: calls('msteams.default.summary'),
  text: calls('msteams.default.text'),
});

const msteamsv2Schema = z.object({
  ...webhookFields,
  title: calls('msteamsv2.default.title'),
  text: calls('msteamsv2.default.text'),
});

interface Webhook {
  readonly webhook_url?: string | undefined;
  readonly webhook_url_file?: string | undefined;
}

const convert = <T extends Webhook>(
  { webhook_url: text, webhook_url_file: file, ...given }: T,
  context: IntegrationContext,
) => ({
  ...camelKeys(given),
  webhookUrl: needed(
    oneSecret({ name: 'webhook_url', text, file }, context),
    'one of webhook_url or webhook_url_file must be configured',
    context,
  ),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#discord_config */
export const discord: IntegrationSchema<'discord', typeof discordSchema> = {
  sendResolved: true,
  schema: discordSchema,
  convert,
};

/** https://prometheus.io/docs/alerting/latest/configuration/#msteams_config */
export const msteams: IntegrationSchema<'msteams', typeof msteamsSchema> = {
  sendResolved: true,
  schema: msteamsSchema,
  convert,
};

/** https://prometheus.io/docs/alerting/latest/configuration/#msteamsv2_config */
export const msteamsv2: IntegrationSchema<'msteamsv2', typeof msteamsv2Schema> = {
  sendResolved: true,
  schema: msteamsv2Schema,
  convert,
};
