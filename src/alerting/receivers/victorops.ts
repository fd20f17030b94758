import type { Secret } from '../../lib/http-client/http-client-config.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#victorops_config */
export interface VictorOpsConfig {
  readonly apiKey: Secret;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly routingKey: string;
  readonly messageType: string;
  readonly stateMessage: string;
  readonly entityDisplayName: string;
  readonly monitoringTool: string;
  readonly customFields: Readonly<Record<string, string>>;
}

const MAX_MESSAGE = 20_480;

const TYPES = ['CRITICAL', 'WARNING', 'INFO', 'RECOVERY'];

/** https://help.victorops.com/knowledge-base/rest-endpoint-integration-guide/ */
export const victorops: Send<VictorOpsConfig> = async (config, delivery) => {
  const key = await delivery.secret(config.apiKey);
  const routingKey = delivery.text(config.routingKey);
  const type = delivery.text(config.messageType);
  const known = TYPES.includes(type) ? type : 'CRITICAL';
  const custom = Object.entries(config.customFields).map(([name, template]) => [name, delivery.text(template)]);
  await delivery.call({
    url: `${delivery.text(config.apiUrl)}${encodeURIComponent(key)}/${encodeURIComponent(routingKey)}`,
    json: {
      ...Object.fromEntries(custom),
      message_type: delivery.isFiring ? known : 'RECOVERY',
      entity_id: delivery.groupHash,
      entity_display_name: delivery.text(config.entityDisplayName),
      state_message: truncateCharacters(delivery.text(config.stateMessage), MAX_MESSAGE),
      monitoring_tool: delivery.text(config.monitoringTool),
    },
  });
};
