import { z } from 'zod';
import { plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, needed, secretOrGlobal, withSlash } from './integration-schema.js';
import { address, calls } from './receiver-values.js';

const schema = z.object({
  api_secret: plainText.optional(),
  api_secret_file: plainText.optional(),
  corp_id: plainText.optional(),
  api_url: address.optional(),
  message: calls('wechat.default.message'),
  message_type: z
    .enum(['text', 'markdown'], { error: 'weChat message type is none of text and markdown' })
    .default('text'),
  agent_id: calls('wechat.default.agent_id'),
  to_user: calls('wechat.default.to_user'),
  to_party: calls('wechat.default.to_party'),
  to_tag: calls('wechat.default.to_tag'),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#wechat_config */
export const wechat: IntegrationSchema<'wechat', typeof schema> = {
  sendResolved: false,
  schema,
  convert({ api_secret: text, api_secret_file: file, corp_id, api_url, ...given }, context) {
    const { global, bad } = context;
    const common = { text: global.wechat_api_secret, file: global.wechat_api_secret_file };
    const secret = secretOrGlobal({ name: 'api_secret', text, file }, common, context);
    const corpId = corp_id ?? global.wechat_api_corp_id;
    if (corpId === undefined) bad('no global Wechat CorpID set: give corp_id or global.wechat_api_corp_id');
    return {
      ...camelKeys(given),
      apiSecret: needed(secret, 'no global Wechat Api Secret set: give api_secret', context),
      corpId: corpId ?? '',
      apiUrl: withSlash(api_url ?? global.wechat_api_url),
    };
  },
};
