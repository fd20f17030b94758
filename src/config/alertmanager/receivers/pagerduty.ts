import { z } from 'zod';
import { durationMs, plainText } from '../../values.js';
import { camelKeys } from './camel-keys.js';
import { type IntegrationSchema, oneSecret } from './integration-schema.js';
import { address, calls, template, templates } from './receiver-values.js';

const DETAILS = {
  firing: '{{ template "pagerduty.default.instances" .Alerts.Firing }}',
  resolved: '{{ template "pagerduty.default.instances" .Alerts.Resolved }}',
  num_firing: '{{ .Alerts.Firing | len }}',
  num_resolved: '{{ .Alerts.Resolved | len }}',
};

const schema = z.object({
  routing_key: plainText.optional(),
  routing_key_file: plainText.optional(),
  service_key: plainText.optional(),
  service_key_file: plainText.optional(),
  url: address.optional(),
  client: calls('pagerduty.default.client'),
  client_url: calls('pagerduty.default.clientURL'),
  description: calls('pagerduty.default.description'),
  severity: template('error'),
  source: template(),
  details: templates,
  images: z.array(z.strictObject({ src: template(), alt: template(), href: template() })).default([]),
  links: z.array(z.strictObject({ href: template(), text: template() })).default([]),
  component: template(),
  group: template(),
  class: template(),
  timeout: durationMs.default(0),
});

/** https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config */
export const pagerduty: IntegrationSchema<'pagerduty', typeof schema> = {
  sendResolved: true,
  schema,
  convert(given, context) {
    const { routing_key, routing_key_file, service_key, service_key_file, timeout, url, details, ...own } = given;
    const routingKey = oneSecret({ name: 'routing_key', text: routing_key, file: routing_key_file }, context);
    const serviceKey = oneSecret({ name: 'service_key', text: service_key, file: service_key_file }, context);
    if (routingKey === undefined && serviceKey === undefined)
      context.bad('missing service or routing key in PagerDuty config: give routing_key or routing_key_file');
    if (routingKey !== undefined && serviceKey !== undefined)
      context.bad('at most one of routing_key and service_key may be given');
    return {
      ...camelKeys(own),
      url: url ?? context.global.pagerduty_url,
      details: { ...DETAILS, ...details },
      timeoutMs: timeout,
      routingKey,
      serviceKey,
    };
  },
};
