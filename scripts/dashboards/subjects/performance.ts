import type { DashboardSpec } from '../dashboard.js';
import { ASKED_BY_PEOPLE, greatest, perSecond, quantile, share, WHOLE_TIME } from '../expressions.js';
import { BY_SERVICE, labelOf, toDashboard, toService, toTraces } from '../links.js';
import { chart } from '../panels/chart.js';
import { figure } from '../panels/figure.js';
import { heat } from '../panels/heat.js';
import { logLines } from '../panels/log-lines.js';
import { rows, traceRows } from '../panels/rows.js';
import { buckets, metric, withExemplars } from '../queries.js';
import { endpointVariable, labelVariable, serviceVariable } from '../variables.js';

const CHOSEN = `service=~"$service", endpoint=~"$endpoint", ${ASKED_BY_PEOPLE}`;
const ALL = `http_requests_total{${CHOSEN}, tenant=~"$tenant"}`;
const withStatus = (status: string) => `http_requests_total{${CHOSEN}, tenant=~"$tenant", ${status}}`;
const FAILED = withStatus('status=~"5.."');
const DURATIONS = `http_request_duration_seconds{${CHOSEN}}`;
const SLOW = [
  toTraces(
    'Slow traces of the endpoint',
    `{ resource.service.name = "${labelOf('service')}" && span.http.route = "${labelOf('endpoint')}" && duration > 1s }`,
  ),
  ...toService(labelOf('service')),
];

export const performance: DashboardSpec = {
  uid: 'performance',
  title: 'API performance',
  description:
    'Requests by service, endpoint and tenant: how many, which fail, how long they take. Durations are not known by tenant.',
  tags: ['platform', 'api'],
  variables: [
    serviceVariable(),
    endpointVariable(`http_requests_total{service=~"$service", ${ASKED_BY_PEOPLE}}`),
    labelVariable('tenant', 'Tenant', 'http_requests_total{service=~"$service"}'),
  ],
  alerts: 'category=~"performance|slo", service=~"$service|"',
  sections: [
    {
      title: 'How does the API do?',
      panels: [
        figure({
          title: 'Requests a second',
          about: 'Probes and scrapes are left out, here and in all panels of this dashboard.',
          query: metric(perSecond(ALL)),
          unit: 'reqps',
        }),
        figure({
          title: 'Fail (5xx)',
          about: 'Share of requests that fail. HighErrorRate fires above 5 % of a service.',
          query: metric(share(FAILED, ALL)),
          unit: 'percentunit',
          warn: 0.01,
          bad: 0.05,
          links: [toTraces('Traces that failed', '{ kind = server && status = error }')],
        }),
        figure({
          title: 'Client errors (4xx)',
          about: 'Share of requests answered with a client error other than 429. ClientErrorRateHigh fires above 40 %.',
          query: metric(share(withStatus('status=~"4..", status!="429"'), ALL)),
          unit: 'percentunit',
          warn: 0.2,
          bad: 0.4,
        }),
        figure({
          title: 'Rate limited (429)',
          about: 'Share of requests refused by rate limits. RequestsRateLimited fires above 10 %.',
          query: metric(share(withStatus('status="429"'), ALL)),
          unit: 'percentunit',
          warn: 0.05,
          bad: 0.1,
        }),
        figure({
          title: 'Duration, p50',
          about: 'The median duration.',
          query: metric(quantile(0.5, DURATIONS)),
          unit: 's',
          warn: 0.5,
          bad: 1,
        }),
        figure({
          title: 'Duration, p95',
          about:
            'The 95th percentile. ResponseTimeElevated fires above 1 s, HighResponseTime above 2, ResponseTimeCritical above 5.',
          query: metric(quantile(0.95, DURATIONS)),
          unit: 's',
          warn: 1,
          bad: 2,
          links: [toTraces('Slow traces', '{ kind = server && duration > 2s }')],
        }),
      ],
    },
    {
      title: 'How many, and how are they answered?',
      panels: [
        chart({
          title: 'Who is asked how often?',
          about: 'Requests a second by service.',
          queries: [metric(perSecond(ALL, 'service'), '{{service}}')],
          isByService: true,
          unit: 'reqps',
          isStacked: true,
          width: 8,
          links: BY_SERVICE,
        }),
        chart({
          title: 'How are requests answered?',
          about: 'Answers a second by HTTP status.',
          queries: [metric(perSecond(ALL, 'status'), '{{status}}')],
          isByOutcome: true,
          unit: 'reqps',
          isStacked: true,
          width: 8,
        }),
        chart({
          title: 'Which tenants ask?',
          about: 'Requests a second by tenant.',
          queries: [metric(perSecond(ALL, 'tenant'), '{{tenant}}')],
          unit: 'reqps',
          isStacked: true,
          width: 8,
          links: [toDashboard('Their activity', 'activity', { tenant: labelOf('tenant') })],
        }),
        chart({
          title: 'Which endpoints fail most?',
          about:
            'The ten with the greatest share of 5xx in the dashboard’s time. EndpointErrorRateHigh fires above 10 %.',
          queries: [
            metric(
              greatest(
                10,
                share(FAILED, ALL, 'service, endpoint'),
                `sum by (service, endpoint) (increase(${FAILED}${WHOLE_TIME})) / sum by (service, endpoint) (increase(${ALL}${WHOLE_TIME})) > 0`,
                'service, endpoint',
              ),
              '{{service}} {{endpoint}}',
            ),
          ],
          unit: 'percentunit',
          warn: 0.05,
          bad: 0.1,
          nothing: 'no endpoint failed',
          links: SLOW,
        }),
        chart({
          title: 'Which tenants see failures?',
          about: 'Share of each tenant’s requests answered with 5xx. TenantErrorRateHigh fires above 10 %.',
          queries: [metric(share(FAILED, ALL, 'tenant'), '{{tenant}}')],
          unit: 'percentunit',
          warn: 0.05,
          bad: 0.1,
        }),
      ],
    },
    {
      title: 'How long do they take?',
      panels: [
        heat({
          title: 'How are durations spread?',
          about:
            'Requests by how long they took. Two bands mean two kinds of requests; a band that rises, that all get slower.',
          query: buckets(`sum by (le) (increase(http_request_duration_seconds_bucket{${CHOSEN}}[$__rate_interval]))`),
        }),
        chart({
          title: 'Do the slow ones get slower?',
          about:
            'Half of the requests, 95 and 99 in 100 take at most this long. Points are single requests and lead to their traces.',
          queries: [
            metric(quantile(0.5, DURATIONS), 'p50'),
            withExemplars(quantile(0.95, DURATIONS), 'p95'),
            metric(quantile(0.99, DURATIONS), 'p99'),
          ],
          unit: 's',
          warn: 1,
          bad: 2,
          links: [toTraces('Slow traces', '{ kind = server && duration > 2s }')],
        }),
        chart({
          title: 'Which services are slow?',
          about: 'One request in twenty takes longer than this (p95).',
          queries: [metric(quantile(0.95, DURATIONS, 'service'), '{{service}}')],
          isByService: true,
          unit: 's',
          warn: 1,
          bad: 2,
          links: BY_SERVICE,
        }),
        chart({
          title: 'Which endpoints are slowest?',
          about: 'The ten with the greatest 95th percentile in the dashboard’s time. EndpointSlow fires above 3 s.',
          queries: [
            metric(
              greatest(
                10,
                quantile(0.95, DURATIONS, 'service, endpoint'),
                `histogram_quantile(0.95, sum by (service, endpoint, le) (rate(http_request_duration_seconds_bucket{${CHOSEN}}${WHOLE_TIME})))`,
                'service, endpoint',
              ),
              '{{service}} {{endpoint}}',
            ),
          ],
          unit: 's',
          warn: 1,
          bad: 3,
          links: SLOW,
        }),
        rows({
          title: 'All endpoints',
          about: 'The latest figures of each endpoint. Click a column’s title to sort.',
          keys: { service: 'Service', method: 'Method', endpoint: 'Endpoint' },
          columns: [
            { name: 'Requests', expr: perSecond(ALL, 'service, method, endpoint'), unit: 'reqps' },
            {
              name: 'Fail',
              expr: share(FAILED, ALL, 'service, method, endpoint'),
              unit: 'percentunit',
              decimals: 1,
              warn: 0.01,
              bad: 0.05,
            },
            { name: 'p95', expr: quantile(0.95, DURATIONS, 'service, method, endpoint'), unit: 's', warn: 1, bad: 2 },
          ],
          width: 24,
          height: 10,
        }),
      ],
    },
    {
      title: 'Single requests',
      panels: [
        traceRows({
          title: 'Which requests were slow?',
          about: 'The latest traces with a request that a chosen service took longer than a second for.',
          query: '{ resource.service.name =~ "$service" && kind = server && duration > 1s }',
          nothing: 'none took longer than a second',
        }),
        logLines({
          title: 'What do services log about failures?',
          isOfSeveral: true,
          about: 'The latest errors of the chosen services.',
          query: '{service_name=~"$service"} | detected_level=~"error|critical|fatal"',
          nothing: 'no errors in this time',
        }),
      ],
    },
  ],
};
