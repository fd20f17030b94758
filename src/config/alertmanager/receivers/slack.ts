import { z } from 'zod';
import { durationMs, plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationContext, type IntegrationSchema, needed, oneSecret } from './integration-schema.js';
import { address, calls, secretAddress, template } from './receiver-values.js';

const required = (what: string) => plainText.refine((text) => text !== '', `missing ${what}`);

const action = z
  .strictObject({
    type: required('type in Slack action configuration'),
    text: required('text in Slack action configuration'),
    url: template(),
    style: template(),
    name: template(),
    value: template(),
    confirm: z
      .strictObject({
        text: required('text in Slack confirmation configuration'),
        title: template(),
        ok_text: template(),
        dismiss_text: template(),
      })
      .transform(camelKeys)
      .optional(),
  })
  .refine(({ url, name }) => url !== '' || name !== '', 'missing name or url in Slack action configuration')
  .refine(({ url, value }) => url !== '' || value !== '', 'missing value in Slack action configuration');

const schema = z.object({
  api_url: secretAddress.optional(),
  api_url_file: plainText.optional(),
  app_token: plainText.optional(),
  app_token_file: plainText.optional(),
  app_url: address.optional(),
  channel: template(),
  username: calls('slack.default.username'),
  color: template('{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}'),
  title: calls('slack.default.title'),
  title_link: calls('slack.default.titlelink'),
  pretext: calls('slack.default.pretext'),
  text: calls('slack.default.text'),
  message_text: template(),
  fields: z
    .array(
      z.strictObject({
        title: required('title in Slack field configuration'),
        value: required('value in Slack field configuration'),
        short: z.boolean().optional(),
      }),
    )
    .default([]),
  short_fields: z.boolean().default(false),
  footer: calls('slack.default.footer'),
  fallback: calls('slack.default.fallback'),
  callback_id: calls('slack.default.callbackid'),
  icon_emoji: calls('slack.default.iconemoji'),
  icon_url: calls('slack.default.iconurl'),
  image_url: template(),
  thumb_url: template(),
  link_names: z.boolean().default(false),
  mrkdwn_in: z.array(plainText).default(['fallback', 'pretext', 'text']),
  actions: z.array(action).default([]),
  timeout: durationMs.default(0),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#slack_config */
export const slack: IntegrationSchema<'slack', typeof schema> = {
  sendResolved: false,
  schema,
  convert(given, context) {
    const { api_url, api_url_file, app_token, app_token_file, app_url, timeout, ...own } = given;
    return { ...camelKeys(own), timeoutMs: timeout, ...whereTo(given, context) };
  },
};

/** To an incoming webhook, or as an app with a token. */
function whereTo(given: z.output<typeof schema>, context: IntegrationContext) {
  const { global } = context;
  const ownUrl = oneSecret({ name: 'api_url', text: given.api_url, file: given.api_url_file }, context);
  const ownToken = oneSecret({ name: 'app_token', text: given.app_token, file: given.app_token_file }, context);
  if (ownUrl !== undefined && ownToken !== undefined)
    context.bad('at most one of api_url and app_token must be configured');
  const globalUrl = oneSecret(
    { name: 'slack_api_url', text: global.slack_api_url, file: global.slack_api_url_file },
    context,
  );
  const token =
    ownToken ??
    (ownUrl === undefined
      ? oneSecret({ name: 'slack_app_token', text: global.slack_app_token, file: global.slack_app_token_file }, context)
      : undefined);
  if (token !== undefined && ownUrl === undefined && (ownToken !== undefined || globalUrl === undefined))
    return { apiUrl: { text: given.app_url ?? global.slack_app_url }, appToken: token };
  const missing =
    'no global Slack API URL set either inline or in a file: give api_url, api_url_file or global.slack_api_url';
  return { apiUrl: needed(ownUrl ?? globalUrl, missing, context) };
}
