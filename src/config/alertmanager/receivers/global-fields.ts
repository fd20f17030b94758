import { z } from 'zod';
import { httpClientProblem, httpClientSchema, tlsConfig } from '../../http-client.js';
import { plainText } from '../../values.js';
import { address, hostAndPort } from './receiver-values.js';

/** `http_config`, in `global` and in each integration. */
export const httpConfig = httpClientSchema.superRefine((given, context) => {
  const problem = httpClientProblem(given);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

/** Addresses of the services where the file names none. */
const at = (url: string) => address.default(url);

/**
 * The keys of `global` that receivers take their defaults from.
 * https://prometheus.io/docs/alerting/latest/configuration/#file-layout-and-global-settings
 */
const globalReceiverFields = {
  http_config: httpConfig.optional(),
  smtp_from: plainText.optional(),
  smtp_smarthost: hostAndPort.optional(),
  smtp_hello: plainText.default('localhost'),
  smtp_auth_username: plainText.optional(),
  smtp_auth_password: plainText.optional(),
  smtp_auth_password_file: plainText.optional(),
  smtp_auth_secret: plainText.optional(),
  smtp_auth_secret_file: plainText.optional(),
  smtp_auth_identity: plainText.optional(),
  smtp_require_tls: z.boolean().default(true),
  smtp_tls_config: tlsConfig.optional(),
  smtp_force_implicit_tls: z.boolean().optional(),
  slack_api_url: address.optional(),
  slack_api_url_file: plainText.optional(),
  slack_app_token: plainText.optional(),
  slack_app_token_file: plainText.optional(),
  slack_app_url: at('https://slack.com/api/chat.postMessage'),
  pagerduty_url: at('https://events.pagerduty.com/v2/enqueue'),
  opsgenie_api_url: at('https://api.opsgenie.com/'),
  opsgenie_api_key: plainText.optional(),
  opsgenie_api_key_file: plainText.optional(),
  wechat_api_url: at('https://qyapi.weixin.qq.com/cgi-bin/'),
  wechat_api_secret: plainText.optional(),
  wechat_api_secret_file: plainText.optional(),
  wechat_api_corp_id: plainText.optional(),
  victorops_api_url: at('https://alert.victorops.com/integrations/generic/20131114/alert/'),
  victorops_api_key: plainText.optional(),
  victorops_api_key_file: plainText.optional(),
  telegram_api_url: at('https://api.telegram.org'),
  telegram_bot_token: plainText.optional(),
  telegram_bot_token_file: plainText.optional(),
  webex_api_url: at('https://webexapis.com/v1/messages'),
  rocketchat_api_url: at('https://open.rocket.chat/'),
  rocketchat_token: plainText.optional(),
  rocketchat_token_file: plainText.optional(),
  rocketchat_token_id: plainText.optional(),
  rocketchat_token_id_file: plainText.optional(),
  mattermost_webhook_url: address.optional(),
  mattermost_webhook_url_file: plainText.optional(),
  jira_api_url: address.optional(),
};

const FILE_PAIRS = [
  'smtp_auth_password',
  'smtp_auth_secret',
  'slack_api_url',
  'slack_app_token',
  'opsgenie_api_key',
  'wechat_api_secret',
  'victorops_api_key',
  'telegram_bot_token',
  'rocketchat_token',
  'rocketchat_token_id',
  'mattermost_webhook_url',
] as const;

/** `global` as far as receivers read it. */
export const globalSchema = z
  // Read by whoever reads the routes.
  .strictObject({ ...globalReceiverFields, resolve_timeout: z.unknown().optional() })
  .superRefine((given, context) => {
    for (const name of FILE_PAIRS) {
      if (given[name] === undefined || given[`${name}_file`] === undefined) continue;
      context.addIssue({ code: 'custom', message: `at most one of ${name} & ${name}_file must be configured` });
    }
  });

export type GlobalReceivers = z.output<typeof globalSchema>;
