import { z } from 'zod';
import { plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, needed, secretOrGlobal, withSlash } from './integration-schema.js';
import { address, calls, template, templates } from './receiver-values.js';

const TYPES = ['team', 'teams', 'user', 'escalation', 'schedule'];

const responder = z
  .strictObject({ id: template(), name: template(), username: template(), type: plainText })
  .refine(({ id, name, username }) => id !== '' || name !== '' || username !== '', 'has none of id, name and username')
  .refine(({ type }) => type.includes('{{') || TYPES.includes(type.toLowerCase()), {
    path: ['type'],
    message: `is none of ${TYPES.join(', ')}`,
  });

const schema = z.object({
  api_key: plainText.optional(),
  api_key_file: plainText.optional(),
  api_url: address.optional(),
  message: calls('opsgenie.default.message'),
  description: calls('opsgenie.default.description'),
  source: calls('opsgenie.default.source'),
  details: templates,
  entity: template(),
  responders: z.array(responder).default([]),
  actions: template(),
  tags: template(),
  note: template(),
  priority: template(),
  update_alerts: z.boolean().default(false),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#opsgenie_config */
export const opsgenie: IntegrationSchema<'opsgenie', typeof schema> = {
  sendResolved: true,
  schema,
  convert({ api_key: text, api_key_file: file, api_url, ...given }, context) {
    const { global } = context;
    const common = { text: global.opsgenie_api_key, file: global.opsgenie_api_key_file };
    const key = secretOrGlobal({ name: 'api_key', text, file }, common, context);
    return {
      ...camelKeys(given),
      apiKey: needed(key, 'no global OpsGenie API Key set either inline or in a file: give api_key', context),
      apiUrl: withSlash(api_url ?? global.opsgenie_api_url),
    };
  },
};
