import type { HttpClient } from '../../lib/http-client/http-client.js';
import type { HttpClientConfig } from '../../lib/http-client/http-client-config.js';
import type { Integration } from '../notify/integration.js';
import { Delivery, type DeliveryTools } from './delivery.js';
import { discord } from './discord.js';
import { email } from './email.js';
import { httpSecrets } from './http-secrets.js';
import { incidentio } from './incidentio.js';
import { jira } from './jira.js';
import { mattermost } from './mattermost.js';
import { msteams } from './msteams.js';
import { msteamsv2 } from './msteamsv2.js';
import { opsgenie } from './opsgenie.js';
import { pagerduty } from './pagerduty.js';
import { pushover } from './pushover.js';
import type { IntegrationConfig, IntegrationConfigs, IntegrationType, ReceiverConfig } from './receiver-config.js';
import { rocketchat } from './rocketchat.js';
import type { Send } from './send.js';
import { slack } from './slack.js';
import { sns } from './sns.js';
import { telegram } from './telegram.js';
import { victorops } from './victorops.js';
import { webex } from './webex.js';
import { webhook } from './webhook.js';
import { weChatSender } from './wechat.js';

export interface ReceiverTools extends DeliveryTools {
  /** A client of these settings; whoever gives it closes it. */
  readonly httpClient: (config: HttpClientConfig) => HttpClient;
}

/** Makes what sends; each integration has one of its own. */
const SENDERS: { readonly [T in IntegrationType]: () => Send<IntegrationConfigs[T]> } = {
  discord: () => discord,
  email: () => email,
  incidentio: () => incidentio,
  jira: () => jira,
  mattermost: () => mattermost,
  msteams: () => msteams,
  msteamsv2: () => msteamsv2,
  opsgenie: () => opsgenie,
  pagerduty: () => pagerduty,
  pushover: () => pushover,
  rocketchat: () => rocketchat,
  slack: () => slack,
  sns: () => sns,
  telegram: () => telegram,
  victorops: () => victorops,
  webex: () => webex,
  webhook: () => webhook,
  wechat: weChatSender,
};

/** The ways in which a receiver reaches people, in the order of the configuration. */
export function createIntegrations(receiver: ReceiverConfig, tools: ReceiverTools): Integration[] {
  const counts = new Map<IntegrationType, number>();
  return receiver.integrations.map((integration) => {
    const index = counts.get(integration.type) ?? 0;
    counts.set(integration.type, index + 1);
    return createIntegration(integration, index, tools);
  });
}

function createIntegration<T extends IntegrationType>(
  { type, sendResolved, http, config }: IntegrationConfig<T>,
  index: number,
  tools: ReceiverTools,
): Integration {
  const send: Send<IntegrationConfigs[T]> = SENDERS[type]();
  const client = tools.httpClient(http);
  return {
    name: type,
    index,
    sendResolved,
    async notify(notification, signal) {
      const delivery = new Delivery(notification, signal, tools, client);
      try {
        await send(config, delivery);
      } catch (error) {
        for (const secret of await httpSecrets(http)) delivery.hide(secret);
        throw delivery.failure(error);
      }
    },
  };
}
