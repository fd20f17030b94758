import { z } from 'zod';
import { plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, needed, secretOrGlobal, withSlash } from './integration-schema.js';
import { address, calls, template, templates } from './receiver-values.js';

const RESERVED = [
  'routing_key',
  'message_type',
  'state_message',
  'entity_display_name',
  'monitoring_tool',
  'entity_id',
  'entity_state',
];

const schema = z.object({
  api_key: plainText.optional(),
  api_key_file: plainText.optional(),
  api_url: address.optional(),
  routing_key: plainText.refine((key) => key !== '', 'missing Routing key in VictorOps config'),
  message_type: template('CRITICAL'),
  state_message: calls('victorops.default.state_message'),
  entity_display_name: calls('victorops.default.entity_display_name'),
  monitoring_tool: calls('victorops.default.monitoring_tool'),
  custom_fields: templates,
});

/** https://prometheus.io/docs/alerting/latest/configuration/#victorops_config */
export const victorops: IntegrationSchema<'victorops', typeof schema> = {
  sendResolved: true,
  schema,
  convert({ api_key: text, api_key_file: file, api_url, ...given }, context) {
    const { global, bad } = context;
    const common = { text: global.victorops_api_key, file: global.victorops_api_key_file };
    const key = secretOrGlobal({ name: 'api_key', text, file }, common, context);
    const reserved = RESERVED.find((name) => Object.hasOwn(given.custom_fields, name));
    if (reserved !== undefined) bad(`victorOps config contains custom field ${reserved}, which is reserved`);
    return {
      ...camelKeys(given),
      apiKey: needed(key, 'no global VictorOps API Key set: give api_key or global.victorops_api_key', context),
      apiUrl: withSlash(api_url ?? global.victorops_api_url),
    };
  },
};
