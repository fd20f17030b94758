import { stringify } from 'yaml';

const HIDDEN = '<secret>';

/** Keys whose values are secrets wherever they stand in the file. */
const SECRETS = new Set(
  `smtp_auth_password smtp_auth_secret slack_api_url slack_app_token opsgenie_api_key wechat_api_secret victorops_api_key
  telegram_bot_token rocketchat_token rocketchat_token_id mattermost_webhook_url auth_password auth_secret api_url_secret
  api_key api_secret routing_key service_key bot_token user_key token token_id app_token webhook_url secret_key password
  credentials bearer_token client_secret key secrets alert_source_token Authorization`.split(/\s+/),
);

/** Keys that are secrets only in receivers of these kinds: their addresses have tokens in them. */
const SECRET_ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  webhook_configs: ['url'],
  slack_configs: ['api_url'],
  incidentio_configs: ['url'],
  msteams_configs: ['webhook_url'],
  msteamsv2_configs: ['webhook_url'],
};

/** The file's settings as YAML that anybody may see: secrets and passwords within addresses are `<secret>`. */
export const shownText = (settings: unknown): string => stringify(hide(settings, []));

function hide(value: unknown, addresses: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => hide(item, addresses));
  if (typeof value === 'string') return value.replace(/(:\/\/[^/@\s:]*):[^/@\s]*@/g, `$1:${HIDDEN}@`);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const secret = (SECRETS.has(key) || addresses.includes(key)) && inner !== null && inner !== '';
    return [key, secret ? hidden(inner) : hide(inner, SECRET_ADDRESSES[key] ?? addresses)];
  });
  return Object.fromEntries(entries);
}

const hidden = (value: unknown): unknown => (Array.isArray(value) ? value.map(() => HIDDEN) : HIDDEN);
