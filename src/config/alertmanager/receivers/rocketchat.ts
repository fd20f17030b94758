import { z } from 'zod';
import { plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, needed, secretOrGlobal } from './integration-schema.js';
import { address, calls, template } from './receiver-values.js';

const schema = z.object({
  api_url: address.optional(),
  token: plainText.optional(),
  token_file: plainText.optional(),
  token_id: plainText.optional(),
  token_id_file: plainText.optional(),
  channel: template(),
  color: template('{{ if eq .Status "firing" }}red{{ else }}green{{ end }}'),
  title: calls('rocketchat.default.title'),
  title_link: calls('rocketchat.default.titlelink'),
  text: calls('rocketchat.default.text'),
  emoji: calls('rocketchat.default.emoji'),
  icon_url: calls('rocketchat.default.iconurl'),
  image_url: template(),
  thumb_url: template(),
  link_names: z.boolean().default(false),
  fields: z.array(z.strictObject({ title: plainText, value: plainText, short: z.boolean().optional() })).default([]),
  short_fields: z.boolean().default(false),
  actions: z
    .array(z.strictObject({ type: template(), text: template(), url: template(), msg: template() }))
    .default([]),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#rocketchat_config */
export const rocketchat: IntegrationSchema<'rocketchat', typeof schema> = {
  sendResolved: true,
  schema,
  convert({ api_url, token, token_file, token_id, token_id_file, ...given }, context) {
    const { global } = context;
    const secret = secretOrGlobal(
      { name: 'token', text: token, file: token_file },
      { text: global.rocketchat_token, file: global.rocketchat_token_file },
      context,
    );
    const id = secretOrGlobal(
      { name: 'token_id', text: token_id, file: token_id_file },
      { text: global.rocketchat_token_id, file: global.rocketchat_token_id_file },
      context,
    );
    return {
      ...camelKeys(given),
      apiUrl: api_url ?? global.rocketchat_api_url,
      token: needed(secret, 'no global Rocketchat Token set either inline or in a file: give token', context),
      tokenId: needed(id, 'no global Rocketchat TokenID set either inline or in a file: give token_id', context),
    };
  },
};
