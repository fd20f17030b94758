import { z } from 'zod';
import { secretIn } from '../../http-client.js';
import { camelKeys } from './camel-keys.js';
import type { IntegrationSchema } from './integration-schema.js';
import { address, calls, template, templates } from './receiver-values.js';

const schema = z.object({
  api_url: z.union([z.literal(''), address]).default(''),
  sigv4: z
    .strictObject({
      region: template(),
      access_key: template(),
      secret_key: template(),
      profile: template(),
      role_arn: template(),
    })
    .prefault({}),
  topic_arn: template(),
  phone_number: template(),
  target_arn: template(),
  subject: calls('sns.default.subject'),
  message: calls('sns.default.message'),
  attributes: templates,
});

/** https://prometheus.io/docs/alerting/latest/configuration/#sns_config */
export const sns: IntegrationSchema<'sns', typeof schema> = {
  sendResolved: true,
  schema,
  convert({ sigv4, ...given }, { bad, directory }) {
    const targets = [given.topic_arn, given.phone_number, given.target_arn].filter((one) => one !== '');
    if (targets.length !== 1) bad('must provide either a Target ARN, Topic ARN, or Phone Number for SNS config');
    if ((sigv4.access_key === '') !== (sigv4.secret_key === ''))
      bad('must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SNS config');
    return {
      ...camelKeys(given),
      sigv4: { ...camelKeys(sigv4), secretKey: secretIn(directory)(sigv4.secret_key, undefined) },
    };
  },
};
