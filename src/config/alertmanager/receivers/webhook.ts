import { z } from 'zod';
import { durationMs, plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, needed, oneSecret } from './integration-schema.js';
import { secretAddress } from './receiver-values.js';

const schema = z.object({
  url: secretAddress.optional(),
  url_file: plainText.optional(),
  max_alerts: z.number().int().nonnegative('must not be negative').default(0),
  timeout: durationMs.default(0),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export const webhook: IntegrationSchema<'webhook', typeof schema> = {
  sendResolved: true,
  schema,
  convert: ({ url, url_file: file, timeout, ...given }, context) => ({
    ...camelKeys(given),
    timeoutMs: timeout,
    url: needed(
      oneSecret({ name: 'url', text: url, file }, context),
      'one of url or url_file must be configured',
      context,
    ),
  }),
};
