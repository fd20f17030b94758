import { perSecond, quantile } from '../expressions.js';
import { labelOf, toDashboard, toService } from '../links.js';
import { chart } from '../panels/chart.js';
import { metric } from '../queries.js';
import { servicePage } from './service-page.js';

const service = 'api-gateway';

export const apiGateway = servicePage({
  uid: service,
  service,
  description: 'The way in: requests by tenant, sign-ins and limits, and the services that requests are passed on to.',
  own: {
    title: 'Tenants, limits, and what is passed on',
    panels: [
      chart({
        title: 'Which tenants ask?',
        about: 'Requests a second by tenant.',
        queries: [metric(perSecond('api_requests_per_tenant{endpoint=~"$endpoint"}', 'tenant_id'), '{{tenant_id}}')],
        unit: 'reqps',
        isStacked: true,
        width: 8,
        links: [toDashboard('Their activity', 'activity', { tenant: labelOf('tenant_id') })],
      }),
      chart({
        title: 'Who is turned away?',
        about: 'Requests a second that were not let in: 401 and 403 of sign-ins and rights, 429 of rate limits.',
        queries: [
          metric(perSecond(`http_requests_total{service="${service}", status=~"401|403|429"}`, 'status'), '{{status}}'),
        ],
        unit: 'reqps',
        width: 8,
        links: [toDashboard('Security', 'security')],
        nothing: 'nobody was turned away',
      }),
      chart({
        title: 'How much does one user ask?',
        about: 'Calls that a user makes in a session: the median, and the 95th percentile.',
        queries: [
          metric(quantile(0.5, 'api_calls_per_user', '', '[10m]'), 'p50'),
          metric(quantile(0.95, 'api_calls_per_user', '', '[10m]'), 'p95'),
        ],
        unit: 'short',
        width: 8,
        links: [toDashboard('User activity', 'activity')],
      }),
      chart({
        title: 'Where are requests passed on to?',
        about: 'Calls a second to other services, of the metrics that are made of spans.',
        queries: [metric(perSecond(`traces_service_graph_request_total{client="${service}"}`, 'server'), '{{server}}')],
        isByService: true,
        unit: 'reqps',
        links: toService(labelOf('server')),
      }),
      chart({
        title: 'How long do the others take?',
        about: 'The 95th percentile, network included.',
        queries: [
          metric(
            quantile(0.95, `traces_service_graph_request_client_seconds{client="${service}"}`, 'server'),
            '{{server}}',
          ),
        ],
        isByService: true,
        unit: 's',
        warn: 1,
        bad: 2,
        links: toService(labelOf('server')),
      }),
    ],
  },
});
