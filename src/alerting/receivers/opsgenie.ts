import type { Secret } from '../../lib/http-client/http-client-config.js';
import { labelsToObject } from '../../model/labels.js';
import { commonOf } from '../template/notification-data.js';
import type { Delivery } from './delivery.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#opsgenie_config */
export interface OpsgenieConfig {
  readonly apiKey: Secret;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly message: string;
  readonly description: string;
  readonly source: string;
  readonly details: Readonly<Record<string, string>>;
  readonly entity: string;
  readonly responders: readonly Readonly<Record<'id' | 'name' | 'username' | 'type', string>>[];
  /** Separated by commas, as are `actions`. */
  readonly tags: string;
  readonly actions: string;
  readonly note: string;
  readonly priority: string;
  readonly updateAlerts: boolean;
}

const MAX_MESSAGE = 130;

/** Creates, updates and closes alerts. https://docs.opsgenie.com/docs/alert-api */
export const opsgenie: Send<OpsgenieConfig> = async (config, delivery) => {
  const apiUrl = delivery.text(config.apiUrl);
  const key = delivery.text(await delivery.secret(config.apiKey));
  delivery.hide(key);
  const alias = delivery.groupHash;
  const send = (method: 'POST' | 'PUT', path: string, json: unknown) =>
    delivery.call({ method, url: `${apiUrl}${path}`, headers: { authorization: `GenieKey ${key}` }, json });
  const source = delivery.text(config.source);
  if (!delivery.isFiring) {
    await send('POST', `v2/alerts/${alias}/close?identifierType=alias`, presentTexts({ source }));
    return;
  }
  const message = truncateCharacters(delivery.text(config.message), MAX_MESSAGE);
  const description = delivery.text(config.description);
  await send('POST', 'v2/alerts', { alias, message, ...optional(config, delivery, description, source) });
  if (!config.updateAlerts) return;
  await send('PUT', `v2/alerts/${alias}/message?identifierType=alias`, presentTexts({ message }));
  await send('PUT', `v2/alerts/${alias}/description?identifierType=alias`, presentTexts({ description }));
};

function optional(config: OpsgenieConfig, delivery: Delivery, description: string, source: string) {
  const { alerts } = delivery.notification;
  const own = Object.entries(config.details).map(([name, template]) => [name, delivery.text(template)]);
  const responders = config.responders.flatMap((one) => responderJson(one, delivery));
  const tags = listOf(delivery.text(config.tags));
  const actions = listOf(delivery.text(config.actions));
  return {
    ...presentTexts({ description }),
    details: { ...labelsToObject(commonOf(alerts.map(({ labels }) => labels))), ...Object.fromEntries(own) },
    source,
    ...(responders.length > 0 && { responders }),
    ...(tags.length > 0 && { tags }),
    ...presentTexts({
      note: delivery.text(config.note),
      priority: delivery.text(config.priority),
      entity: delivery.text(config.entity),
    }),
    ...(actions.length > 0 && { actions }),
  };
}

/** `teams` stands for a team for each of the names. */
function responderJson(responder: OpsgenieConfig['responders'][number], delivery: Delivery) {
  const [id, name, username, type] = [responder.id, responder.name, responder.username, responder.type].map((one) =>
    delivery.text(one),
  ) as [string, string, string, string];
  if (type === 'teams') return listOf(name).map((team) => ({ name: team, type: 'team' }));
  if (id === '' && name === '' && username === '') return [];
  return [{ ...presentTexts({ id, name, username }), type }];
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
