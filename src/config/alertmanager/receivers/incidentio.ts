import { z } from 'zod';
import { durationMs, plainText } from '../../values.js';
import { type IntegrationSchema, needed, oneSecret } from './integration-schema.js';
import { secretAddress } from './receiver-values.js';

const schema = z.object({
  url: secretAddress.optional(),
  url_file: plainText.optional(),
  alert_source_token: plainText.optional(),
  alert_source_token_file: plainText.optional(),
  max_alerts: z.number().int().nonnegative('must not be negative').default(0),
  timeout: durationMs.default(0),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#incidentio_config */
export const incidentio: IntegrationSchema<'incidentio', typeof schema> = {
  sendResolved: true,
  schema,
  convert(given, context) {
    const url = oneSecret({ name: 'url', text: given.url, file: given.url_file }, context);
    const { alert_source_token: text, alert_source_token_file: file } = given;
    const alertSourceToken = oneSecret({ name: 'alert_source_token', text, file }, context);
    if (alertSourceToken !== undefined && context.hasAuthorization)
      context.bad('cannot specify alert_source_token or alert_source_token_file when using http_config.authorization');
    if (alertSourceToken === undefined && !context.hasAuthorization)
      context.bad(
        'at least one of alert_source_token, alert_source_token_file or http_config.authorization must be configured',
      );
    return {
      url: needed(url, 'one of url or url_file must be configured', context),
      alertSourceToken,
      maxAlerts: given.max_alerts,
      timeoutMs: given.timeout,
    };
  },
};
