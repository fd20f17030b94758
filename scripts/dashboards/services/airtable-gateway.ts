import { perSecond, quantile, share } from '../expressions.js';
import { toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { metric, withExemplars } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'airtable-gateway';
const failures = [
  toTraces('Failed calls', `{ resource.service.name = "${service}" && kind = client && status = error }`),
];
const slow = [toTraces('Slow calls', `{ resource.service.name = "${service}" && kind = client && duration > 2s }`)];

export const airtableGateway = servicePage({
  uid: 'airtable',
  service,
  description:
    'All calls to Airtable: how many, which fail, what is left of its limit, the pool of connections, the cache.',
  tags: ['airtable'],
  own: {
    title: 'Its calls to Airtable',
    panels: [
      chart({
        title: 'What is asked of Airtable?',
        about: 'Calls a second by operation.',
        queries: [metric(perSecond('airtable_requests_total', 'operation'), '{{operation}}')],
        unit: 'reqps',
        isStacked: true,
        width: 8,
        links: slow,
      }),
      chart({
        title: 'What does Airtable refuse or fail?',
        about: 'Share of calls answered with 5xx, and with 429 for too many. Alerts fire above 5 %.',
        queries: [
          metric(share('airtable_requests_total{status=~"5.."}', 'airtable_requests_total'), 'fail (5xx)'),
          metric(share('airtable_requests_total{status="429"}', 'airtable_requests_total'), 'too many (429)'),
        ],
        unit: 'percentunit',
        warn: 0.05,
        bad: 0.5,
        width: 8,
        links: failures,
      }),
      chart({
        title: 'How long does Airtable take?',
        about: 'One call in twenty takes longer than this (p95), by operation. AirtableSlow fires above 2 s.',
        queries: [withExemplars(quantile(0.95, 'airtable_request_duration_seconds', 'operation'), '{{operation}}')],
        unit: 's',
        warn: 2,
        width: 8,
        links: slow,
      }),
      chart({
        title: 'What is left of the limit?',
        about:
          'Calls a second that Airtable would still take, of five. AirtableRateLimitNear fires below 1 on average.',
        queries: [metric('airtable_rate_limit_remaining', '{{instance}}')],
        isOfFew: true,
        unit: 'short',
        max: 5,
        links: failures,
      }),
      chart({
        title: 'Are there connections left?',
        about: 'Connections of the pool by state. AirtablePoolExhausted fires while calls wait and none is idle.',
        queries: [metric('sum by (state) (airtable_connection_pool)', '{{state}}')],
        isOfFew: true,
        unit: 'short',
        links: slow,
      }),
    ],
  },
});
