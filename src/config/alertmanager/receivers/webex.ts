import { z } from 'zod';
import { plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import type { IntegrationSchema } from './integration-schema.js';
import { address, calls } from './receiver-values.js';

const schema = z.object({
  api_url: address.optional(),
  room_id: plainText.refine((room) => room !== '', 'missing room_id on webex_config'),
  message: calls('webex.default.message'),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#webex_config */
export const webex: IntegrationSchema<'webex', typeof schema> = {
  sendResolved: true,
  schema,
  convert: ({ api_url, ...given }, { global }) => ({ ...camelKeys(given), apiUrl: api_url ?? global.webex_api_url }),
};
