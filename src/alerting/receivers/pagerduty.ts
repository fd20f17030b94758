import type { Secret } from '../../lib/http-client/http-client-config.js';
import type { Delivery } from './delivery.js';
import { presentTexts } from './present-texts.js';
import type { Send } from './send.js';
import { truncateCharacters } from './truncate.js';

/** https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config */
export interface PagerDutyConfig {
  readonly url: string;
  /** Of the Events API v2; else `serviceKey`. */
  readonly routingKey?: Secret | undefined;
  /** Of the integration called Prometheus, Events API v1. */
  readonly serviceKey?: Secret | undefined;
  readonly client: string;
  readonly clientUrl: string;
  readonly description: string;
  readonly severity: string;
  readonly source: string;
  readonly details: Readonly<Record<string, string>>;
  readonly images: readonly Readonly<Record<'src' | 'alt' | 'href', string>>[];
  readonly links: readonly Readonly<Record<'href' | 'text', string>>[];
  readonly component: string;
  readonly group: string;
  readonly class: string;
  readonly timeoutMs: number;
}

const MAX_SUMMARY = 1024;
const MAX_EVENT_BYTES = 512_000;
const FORBIDDEN = 403;

const TOO_LARGE = {
  error: 'Custom details have been removed because the original event exceeds the maximum size of 512KB',
};

/** Triggers and resolves events. https://developer.pagerduty.com/docs/events-api-v2/overview/ */
export const pagerduty: Send<PagerDutyConfig> = async (config, delivery) => {
  const { routingKey } = config;
  const key = delivery.text(await delivery.secret(routingKey ?? config.serviceKey)).trim();
  delivery.hide(key);
  const event = routingKey === undefined ? firstVersion : secondVersion;
  const whole = event(config, delivery, key, detailsOf(config, delivery));
  const isTooLarge = Buffer.byteLength(JSON.stringify(whole)) > MAX_EVENT_BYTES;
  await delivery.call({
    url: config.url,
    json: isTooLarge ? event(config, delivery, key, TOO_LARGE) : whole,
    ...(config.timeoutMs > 0 && { timeoutMs: config.timeoutMs }),
    retryOn: routingKey === undefined ? [FORBIDDEN] : [],
  });
};

const detailsOf = ({ details }: PagerDutyConfig, delivery: Delivery): Record<string, string> =>
  Object.fromEntries(Object.entries(details).map(([name, template]) => [name, delivery.text(template)]));

type Event = (config: PagerDutyConfig, delivery: Delivery, key: string, details: Record<string, string>) => unknown;

const secondVersion: Event = (config, delivery, key, details) => {
  const text = (template: string) => delivery.text(template);
  const client = text(config.client);
  const images = config.images
    .map((image) => ({ src: text(image.src), ...presentTexts({ alt: text(image.alt), href: text(image.href) }) }))
    .filter(({ src }) => src !== '');
  const links = config.links
    .map((link) => ({ href: text(link.href), ...presentTexts({ text: text(link.text) }) }))
    .filter(({ href }) => href !== '');
  return {
    routing_key: key,
    dedup_key: delivery.groupHash,
    event_action: actionOf(delivery),
    payload: {
      summary: truncateCharacters(text(config.description), MAX_SUMMARY),
      source: config.source === '' ? client : text(config.source),
      severity: text(config.severity),
      ...presentTexts({ class: text(config.class), component: text(config.component), group: text(config.group) }),
      ...(Object.keys(details).length > 0 && { custom_details: details }),
    },
    ...presentTexts({ client, client_url: text(config.clientUrl) }),
    ...(images.length > 0 && { images }),
    ...(links.length > 0 && { links }),
  };
};

const firstVersion: Event = (config, delivery, key, details) => ({
  service_key: key,
  incident_key: delivery.groupHash,
  event_type: actionOf(delivery),
  description: truncateCharacters(delivery.text(config.description), MAX_SUMMARY),
  ...(delivery.isFiring &&
    presentTexts({ client: delivery.text(config.client), client_url: delivery.text(config.clientUrl) })),
  details,
});

const actionOf = ({ isFiring }: Delivery): string => (isFiring ? 'trigger' : 'resolve');
