import type { Secret } from '../../lib/http-client/http-client-config.js';
import { NotifyError } from '../notify/integration.js';
import { bodyJson } from './answer-check.js';
import type { Delivery } from './delivery.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#wechat_config */
export interface WeChatConfig {
  readonly apiSecret: Secret;
  readonly corpId: string;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly message: string;
  readonly messageType: 'text' | 'markdown';
  readonly agentId: string;
  readonly toUser: string;
  readonly toParty: string;
  readonly toTag: string;
}

const TOKEN_ENDS_MS = 2 * 3_600_000;
const TOKEN_EXPIRED = 42_001;

interface Token {
  readonly text: string;
  readonly endsMs: number;
}

/** Tokens are asked for once in two hours. https://developer.work.weixin.qq.com/document/path/90236 */
export function weChatSender(): Send<WeChatConfig> {
  let token: Token | undefined;
  return async (config, delivery) => {
    const { nowMs } = delivery.notification;
    if (token === undefined || token.endsMs <= nowMs)
      token = { text: await askToken(config, delivery), endsMs: nowMs + TOKEN_ENDS_MS };
    delivery.hide(token.text);
    const content = delivery.text(config.message);
    const answer = await delivery.call({
      url: `${config.apiUrl}message/send?${new URLSearchParams({ access_token: token.text })}`,
      json: {
        [config.messageType]: { content },
        ...presentTexts({
          touser: delivery.text(config.toUser),
          toparty: delivery.text(config.toParty),
          totag: delivery.text(config.toTag),
          agentid: delivery.text(config.agentId),
        }),
        safe: '0',
        msgtype: config.messageType,
      },
    });
    const said = bodyJson(answer) as { errcode?: unknown; errmsg?: unknown } | undefined;
    if (said?.errcode === undefined || said.errcode === 0) return;
    const isExpired = said.errcode === TOKEN_EXPIRED;
    if (isExpired) token = undefined;
    throw new NotifyError(`WeChat refused: ${String(said.errcode)} ${String(said.errmsg)}`, isExpired);
  };
}

async function askToken(config: WeChatConfig, delivery: Delivery): Promise<string> {
  const secret = delivery.text(await delivery.secret(config.apiSecret));
  delivery.hide(secret);
  const query = new URLSearchParams({ corpid: delivery.text(config.corpId), corpsecret: secret });
  const answer = await delivery.call({ method: 'GET', url: `${config.apiUrl}gettoken?${query}` });
  const said = bodyJson(answer) as { access_token?: unknown; errmsg?: unknown } | undefined;
  if (typeof said?.access_token === 'string' && said.access_token !== '') return said.access_token;
  throw new NotifyError(`WeChat gave no token: ${String(said?.errmsg)}`, false);
}
