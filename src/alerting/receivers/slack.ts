import type { Secret } from '../../lib/http-client/http-client-config.js';
import { NotifyError } from '../notify/integration.js';
import { bodyJson, bodyText } from './answer-check.js';
import type { Delivery } from './delivery.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#slack_config */
export interface SlackConfig {
  readonly apiUrl: Secret;
  /** Sent as `Authorization: Bearer`. */
  readonly appToken?: Secret | undefined;
  readonly channel: string;
  readonly username: string;
  readonly color: string;
  readonly title: string;
  readonly titleLink: string;
  readonly pretext: string;
  readonly text: string;
  readonly messageText: string;
  readonly fields: readonly SlackField[];
  readonly shortFields: boolean;
  readonly footer: string;
  readonly fallback: string;
  readonly callbackId: string;
  readonly iconEmoji: string;
  readonly iconUrl: string;
  readonly imageUrl: string;
  readonly thumbUrl: string;
  readonly linkNames: boolean;
  readonly mrkdwnIn: readonly string[];
  readonly actions: readonly SlackAction[];
  /** 0: none of its own. */
  readonly timeoutMs: number;
}

interface SlackField {
  readonly title: string;
  readonly value: string;
  readonly short?: boolean | undefined;
}

interface SlackAction {
  readonly type: string;
  readonly text: string;
  readonly url: string;
  readonly style: string;
  readonly name: string;
  readonly value: string;
  readonly confirm?: Readonly<Record<'title' | 'text' | 'okText' | 'dismissText', string>> | undefined;
}

const MAX_TITLE = 1024;

/** A message with one attachment. https://api.slack.com/reference/messaging/attachments */
export const slack: Send<SlackConfig> = async (config, delivery) => {
  const given = (name: string, template: string) => presentTexts({ [name]: delivery.text(template) });
  const url = await delivery.secret(config.apiUrl);
  const token = await delivery.secret(config.appToken);
  const answer = await delivery.call({
    url,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    ...(config.timeoutMs > 0 && { timeoutMs: config.timeoutMs }),
    json: {
      ...given('channel', config.channel),
      ...given('username', config.username),
      ...given('icon_emoji', config.iconEmoji),
      ...given('icon_url', config.iconUrl),
      ...(config.linkNames && { link_names: true }),
      ...given('text', config.messageText),
      attachments: [attachment(config, delivery)],
    },
  });
  const said = bodyJson(answer) as { ok?: unknown; error?: unknown } | undefined;
  const isJson = answer.headers['content-type']?.startsWith('application/json');
  if (isJson && said?.ok === false) throw new NotifyError(`error response from Slack: ${String(said.error)}`, false);
  if (!isJson && bodyText(answer).trim() !== 'ok' && answer.headers['content-type']?.startsWith('text/'))
    throw new NotifyError(`received an error response from Slack: ${bodyText(answer).slice(0, 200)}`, false);
};

function attachment(config: SlackConfig, delivery: Delivery): Record<string, unknown> {
  const text = (template: string) => delivery.text(template);
  return {
    ...presentTexts({ title: truncateCharacters(text(config.title), MAX_TITLE), title_link: text(config.titleLink) }),
    ...presentTexts({ pretext: text(config.pretext) }),
    text: text(config.text),
    fallback: text(config.fallback),
    callback_id: text(config.callbackId),
    ...(config.fields.length > 0 && {
      fields: config.fields.map(({ title, value, short }) => ({
        title: text(title),
        value: text(value),
        short: short ?? config.shortFields,
      })),
    }),
    ...(config.actions.length > 0 && { actions: config.actions.map((action) => actionJson(action, text)) }),
    ...presentTexts({ image_url: text(config.imageUrl), thumb_url: text(config.thumbUrl) }),
    footer: text(config.footer),
    ...presentTexts({ color: text(config.color) }),
    ...(config.mrkdwnIn.length > 0 && { mrkdwn_in: config.mrkdwnIn }),
  };
}

const actionJson = (action: SlackAction, text: (template: string) => string) => ({
  type: text(action.type),
  text: text(action.text),
  ...presentTexts({
    url: text(action.url),
    style: text(action.style),
    name: text(action.name),
    value: text(action.value),
  }),
  ...(action.confirm !== undefined && {
    confirm: {
      text: text(action.confirm.text),
      ...presentTexts({
        title: text(action.confirm.title),
        ok_text: text(action.confirm.okText),
        dismiss_text: text(action.confirm.dismissText),
      }),
    },
  }),
});
