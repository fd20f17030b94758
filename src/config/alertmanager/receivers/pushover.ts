import { z } from 'zod';
import { durationMs, plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, needed, oneSecret } from './integration-schema.js';
import { address, calls, template } from './receiver-values.js';

const schema = z.object({
  user_key: plainText.optional(),
  user_key_file: plainText.optional(),
  token: plainText.optional(),
  token_file: plainText.optional(),
  title: calls('pushover.default.title'),
  message: calls('pushover.default.message'),
  url: calls('pushover.default.url'),
  url_title: template(),
  device: template(),
  sound: template(),
  priority: template('{{ if eq .Status "firing" }}2{{ else }}0{{ end }}'),
  retry: durationMs.default(60_000),
  expire: durationMs.default(3_600_000),
  ttl: durationMs.default(0),
  html: z.boolean().default(false),
  monospace: z.boolean().default(false),
  api_url: address.default('https://api.pushover.net/1/messages.json'),
});

/** `api_url` is ours, for tests and proxies. https://prometheus.io/docs/alerting/latest/configuration/#pushover_config */
export const pushover: IntegrationSchema<'pushover', typeof schema> = {
  sendResolved: true,
  schema,
  convert({ user_key, user_key_file, token, token_file, retry, expire, ttl, ...given }, context) {
    const user = oneSecret({ name: 'user_key', text: user_key, file: user_key_file }, context);
    const application = oneSecret({ name: 'token', text: token, file: token_file }, context);
    if (given.html && given.monospace) context.bad('at most one of monospace and html must be configured');
    return {
      ...camelKeys(given),
      userKey: needed(user, 'one of user_key or user_key_file must be configured', context),
      token: needed(application, 'one of token or token_file must be configured', context),
      retryMs: retry,
      expireMs: expire,
      ttlMs: ttl,
    };
  },
};
