import type { Secret } from '../../lib/http-client/http-client-config.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#pushover_config */
export interface PushoverConfig {
  readonly apiUrl: string;
  readonly userKey: Secret;
  readonly token: Secret;
  readonly title: string;
  readonly message: string;
  readonly url: string;
  readonly urlTitle: string;
  readonly device: string;
  readonly sound: string;
  readonly priority: string;
  readonly retryMs: number;
  readonly expireMs: number;
  readonly ttlMs: number;
  readonly html: boolean;
  readonly monospace: boolean;
}

const MAX = { title: 250, message: 1024, url: 512 } as const;

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

/** https://pushover.net/api#messages */
export const pushover: Send<PushoverConfig> = async (config, delivery) => {
  const text = (template: string) => delivery.text(template);
  const token = text(await delivery.secret(config.token));
  const user = text(await delivery.secret(config.userKey));
  const message = config.html ? delivery.html(config.message) : text(config.message);
  const form = new URLSearchParams({
    token,
    user,
    title: truncateCharacters(text(config.title), MAX.title),
    ...(config.html && { html: '1' }),
    ...(config.monospace && { monospace: '1' }),
    // Without a message the service refuses.
    message: truncateCharacters(message, MAX.message).trim() || '(no details)',
    ...presentTexts({
      url: truncateCharacters(text(config.url), MAX.url),
      url_title: text(config.urlTitle),
      priority: text(config.priority),
      device: text(config.device),
      sound: text(config.sound),
    }),
    retry: seconds(config.retryMs),
    expire: seconds(config.expireMs),
    ...(config.ttlMs > 0 && { ttl: seconds(config.ttlMs) }),
  });
  await delivery.call({ url: config.apiUrl, form });
};
